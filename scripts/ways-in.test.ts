import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import supertest from 'supertest';
import { expect, test } from 'vitest';
import { createMock, type MockApp } from '../mock/index.ts';
import { resolveSpec } from '../spec/catalogue.ts';
import { loadFile } from '../spec/load.ts';
import { experiments } from '../suites/experiments/index.ts';
import { rules } from '../suites/rules/index.ts';
import { SuiteRun } from '../suites/suite-run.ts';
import { defaultTarget } from '../suites/target.ts';
import { tool } from './tool.ts';

const madeUp = (name: string): string => join(import.meta.dirname, '../spec/made-up', `${name}.yaml`);

/** The mock mounted in somebody's Express app, behind a handler of theirs and before another. */
function mounted(mock: MockApp): RequestListener {
  const app = express();
  app.use((_request, _response, next) => next());
  app.use(mock);
  app.use((_request, response) => void response.status(599).end());
  return app;
}

async function listening(listener: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer({ maxHeaderSize: 16 * 1024 }, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Every rule with its outcome, through one way into the mock. */
async function outcomes(file: string, wayIn: (mock: MockApp) => RequestListener) {
  const model = loadFile(file);
  const mock = createMock(model, { seed: 'ways in' });
  const api = await listening(wayIn(mock));
  const control = await listening(mock.mock.control);
  mock.mock.servedAt(api.url);
  try {
    const run = new SuiteRun(
      model,
      defaultTarget({
        baseUrl: api.url,
        consoleUrl: `${api.url}/~console`,
        control: { url: control.url, token: mock.mock.controlToken },
      }),
    );
    for (const experiment of experiments) await run.runExperiment(experiment);
    const result = run.conclude({ rules, strict: true, embedded: true, tool });
    return Object.fromEntries(result.rules.map(({ rule, outcome }) => [rule, outcome]));
  } finally {
    await Promise.all([closed(api.server), closed(control.server)]);
  }
}

test.each([
  ['meadow', madeUp('meadow')],
  ['a shipped one', resolveSpec('bezala')],
])(
  'the whole suite says the same of both ways in: %s',
  async (_, file) => {
    const direct = await outcomes(file, (mock) => mock.mock.handle);
    expect(Object.values(direct)).not.toContain('fail');
    expect(Object.values(direct).filter((outcome) => outcome === 'pass').length).toBeGreaterThan(30);
    expect(await outcomes(file, mounted)).toEqual(direct);
  },
  300_000,
);

test('an app is served without a port of its own', async () => {
  const mock = createMock(loadFile(madeUp('meadow')));
  const answer = await supertest(mock).get('/beds');
  expect(answer.status).toBe(401);
  expect(answer.headers['www-authenticate']).toBe('ApiKey realm="meadow"');
});
