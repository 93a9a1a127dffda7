import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Exchange } from '../../spec/history.ts';
import type { Experiment } from '../experiment.ts';
import { tinyModel } from '../judging/history.test-data.ts';
import { SuiteRun } from '../suite-run.ts';
import { defaultTarget, type TargetConfig } from '../target.ts';
import type { Lab } from './lab.ts';

const model = tinyModel();
const servers: Server[] = [];
const seen: string[] = [];
const urls: string[] = [];

beforeAll(async () => {
  for (const name of ['main', 'other']) {
    const server = createServer((request, response) => {
      seen.push(`${name} ${request.method} ${request.url}`);
      response.setHeader('content-type', 'application/json').end('[]');
    });
    servers.push(server);
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    urls.push(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }
});
afterAll(() => Promise.all(servers.map((server) => new Promise((done) => server.close(done)))));

const sendBy = async (change: Partial<TargetConfig>, run: (lab: Lab) => Promise<unknown>) => {
  seen.length = 0;
  const suite = new SuiteRun(model, defaultTarget({ baseUrl: urls[0] ?? '', ...change }));
  const experiment: Experiment = {
    id: 'bound',
    purpose: '',
    steps: [],
    destructive: false,
    applies: () => true,
    run: async (lab) => void (await run(lab)),
  };
  const result = await suite.runExperiment(experiment);
  const exchanges = suite.seal().events.filter((event): event is Exchange => event.kind === 'exchange');
  return { result, exchanges };
};
const call = (lab: Lab, key: string) =>
  lab.send({
    step: 'call',
    role: 'probe',
    request: lab.build(lab.operation(key), { params: { id: 'b 1' } }),
    present: [],
  });

test('an operation is called where the target file says, and keeps its name', async () => {
  const bindings = {
    'DELETE /books/{id}': { method: 'POST', path: '/v2/books/{id}/removal', base: `${urls[1]}/api` },
  };
  const { exchanges } = await sendBy({ bindings }, async (lab) => {
    await call(lab, 'DELETE /books/{id}');
    await call(lab, 'GET /books');
  });
  expect(seen).toEqual(['other POST /api/v2/books/b%201/removal', 'main GET /books']);
  expect(exchanges.map(({ operation }) => operation)).toEqual(['DELETE /books/{id}', 'GET /books']);
});

test('a console operation that is bound needs no console URL', async () => {
  const { result } = await sendBy({ bindings: { 'GET /desk/tokens': { base: urls[1] ?? '' } } }, (lab) =>
    call(lab, 'GET /desk/tokens'),
  );
  expect([result.state, seen]).toEqual(['finished', ['other GET /desk/tokens']]);
});

test('what is declared to be lacking is never called', async () => {
  for (const capability of ['operation:GET /books', 'operation:DELETE /books/{id}'] as const) {
    const overlay = { lacks: [{ capability, reason: 'not built yet' }] };
    const { result } = await sendBy({ overlay }, (lab) => call(lab, 'GET /books'));
    const isThere = capability !== 'operation:GET /books';
    expect([result.state, seen.length]).toEqual(isThere ? ['finished', 1] : ['lacking', 0]);
    if (!isThere) expect(result.message).toContain('not built yet');
  }
});
