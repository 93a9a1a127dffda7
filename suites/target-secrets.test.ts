import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cleanUp } from './clean-up.ts';
import { anonymousCalls } from './experiments/anonymous-calls.ts';
import { tinyModel } from './judging/history.test-data.ts';
import { loadProbes, runLoadProbes } from './load/index.ts';
import { SuiteRun } from './suite-run.ts';
import { defaultTarget, type StaticCredential } from './target.ts';
import { registerSecrets } from './target-secrets.ts';
import { Taint } from './wire/taint.ts';

/** A control plane that refuses everything and repeats the header that it was sent. */
let server: Server;
let target: ReturnType<typeof defaultTarget>;
const secret = 'Tr0ub4dor-and-3-horses';
const model = tinyModel();

beforeAll(async () => {
  server = createServer((request, response) => {
    const echo = `no entry: ${request.headers.authorization}`;
    // The second one is cut in the middle by whoever quotes this.
    response.writeHead(401, { connection: 'close' }).end(`${echo}${' '.repeat(130)}${echo}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  target = defaultTarget({ baseUrl: url, control: { url, token: secret } });
});
afterAll(() => {
  server.close();
});

test('a run shows no control token that the control plane echoes, and its last look searches for it', async () => {
  const run = new SuiteRun(model, target);
  const { message } = await run.runExperiment(anonymousCalls);
  expect(message).toContain('401 no entry: Bearer ⟦control token⟧');
  expect(message).not.toContain(secret.slice(0, 8));
  expect(JSON.stringify(run.seal())).not.toContain(secret);
  expect(run.secretTexts()).toContain(secret);
});

test('neither do load probes', async () => {
  const [first] = loadProbes;
  if (first === undefined) throw new Error('there are no load probes');
  const { results } = await runLoadProbes(model, target, {
    probes: [{ ...first, cases: () => ['once'] }],
    options: { connections: 1, durationSeconds: 1 },
  });
  expect(results.map(({ observed }) => observed).join()).toContain('⟦control token⟧');
  expect(JSON.stringify(results)).not.toContain(secret);
});

test('nor clean-up', async () => {
  const journal = { write: () => {}, close: () => {} };
  const error: unknown = await cleanUp(model, target, { entries: [], updates: [], journal }).catch(
    (reason: unknown) => reason,
  );
  expect(String(error)).toContain('Bearer ⟦control token⟧');
});

test('every secret of a target is known, by the alias that the lab gives it', () => {
  const taint = new Taint();
  const dead: StaticCredential = { name: 'dead', kind: 'token', secret: 'dead-token-0815', state: 'revoked' };
  registerSecrets(
    taint,
    model,
    defaultTarget({
      baseUrl: 'http://127.0.0.1:9',
      overlay: { users: { ada: { id: 'u-1' } } },
      users: { ada: { password: 'ada-has-a-secret' } },
      provisioned: [dead],
      credentials: { unheard: 'unheard-of-0815' },
    }),
  );
  const alias = taint.aliasFor('token', dead.secret, 'an-experiment');
  expect(taint.clean(`${dead.secret} ada-has-a-secret unheard-of-0815`)).toBe(
    `⟦${alias}⟧ ⟦password:u-1⟧ ⟦credential:unheard⟧`,
  );
});
