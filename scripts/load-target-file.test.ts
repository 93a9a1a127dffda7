import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type RunningMock, startMock } from '../mock/index.ts';
import { loadFile } from '../spec/load.ts';
import type { LoadResult } from '../spec/load-run.ts';
import type { AuthModel } from '../spec/model.ts';
import { limitingTiers, smallestAt } from '../suites/load/flood-case.ts';
import { chooseProbes, type LoadRunOutcome, runLoadProbes } from '../suites/load/index.ts';
import { defaultTarget } from '../suites/target.ts';
import { exitCodeOfLoad } from './exit-codes.ts';
import { SecretScan } from './secret-scan.ts';
import { serving } from './serving.test-support.ts';
import { configFrom } from './target-file/config.ts';
import { hooksFor } from './target-file/foreign-hooks.test-data.ts';
import { readTargetFile } from './target-file/read.ts';

// What a target file says holds under load as it does for the suite.

const quay = loadFile('spec/made-up/quay.yaml');
let folder = '';
let mock: RunningMock;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'authproof-load-file-'));
  mock = await startMock(quay, { port: 0, controlPort: 0 });
  writeFileSync(join(folder, 'hooks.mjs'), hooksFor(mock, quay, 'Clerk'));
});
afterAll(async () => {
  await mock.close();
  rmSync(folder, { recursive: true });
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  delete process.env['LOAD_TOKEN'];
  delete process.env['LOAD_TOKEN_REVOKED'];
});

async function probe(
  model: AuthModel,
  only: readonly string[],
  lines: readonly string[],
  connections = 4,
): Promise<LoadRunOutcome> {
  const file = join(folder, 'authproof.yaml');
  writeFileSync(file, lines.join('\n'));
  const config = configFrom(readTargetFile(file));
  return runLoadProbes(model, defaultTarget({ baseUrl: '', timeoutMs: 60_000, ...config }), {
    probes: chooseProbes(only, []),
    options: { connections, durationSeconds: 1 },
  });
}

async function serve(listener: RequestListener): Promise<string> {
  const { url, close } = await serving(listener);
  closing.push(close);
  return url;
}

const told = (results: readonly LoadResult[]) =>
  results.map(({ probe: id, verdict, observed }) => `${id}: ${verdict} (${observed})`).join('\n');

const lacksConsole = 'lacks: [{capability: console, reason: the desk program has no HTTP}]';

test('hooks stand in for a console: keys are made, flooded, revoked and replaced', {
  timeout: 180_000,
}, async () => {
  const { results, secretTexts } = await probe(
    quay,
    ['limiter-exact-under-flood', 'revocation-under-load', 'rotation-without-downtime'],
    [`target: ${mock.url}`, 'hooks: ./hooks.mjs', lacksConsole, 'destructive: [limits]'],
  );
  const verdicts = new Set(results.map(({ probe: id, verdict }) => `${id} ${verdict}`));
  expect(verdicts, told(results)).toEqual(
    new Set([
      'limiter-exact-under-flood pass',
      'revocation-under-load pass',
      'rotation-without-downtime pass',
    ]),
  );
  expect(new SecretScan(secretTexts).finds(JSON.stringify(results))).toBe(false);
});

test('what is said to be lacking is excused, and does not make the run incomplete', {
  timeout: 60_000,
}, async () => {
  const { results, warnings } = await probe(
    quay,
    ['lifecycle-under-contention'],
    [
      `target: ${mock.url}`,
      'lacks: [{capability: console, reason: no HTTP}, {capability: clock, reason: real time}]',
      'destructive: true',
    ],
  );
  expect(results).toMatchObject([{ verdict: 'untestable', excused: 'no HTTP' }]);
  expect(warnings).toEqual([]);
  expect(exitCodeOfLoad([...results, { verdict: 'pass' }])).toBe(0);
  expect(exitCodeOfLoad([{ verdict: 'pass' }, { verdict: 'untestable' }])).toBe(4);
});

test('a lack that is none is warned of', { timeout: 60_000 }, async () => {
  const { warnings } = await probe(
    quay,
    ['revocation-under-load'],
    [`target: ${mock.url}`, `console: ${mock.consoleUrl}`, lacksConsole, 'destructive: true'],
  );
  expect(warnings).toEqual([expect.stringContaining('said to lack console')]);
});

test('the limits of the file are those that must be exact', { timeout: 60_000 }, async () => {
  const { results } = await probe(
    quay,
    ['limiter-exact-under-flood'],
    [
      `target: ${mock.url}`,
      `console: ${mock.consoleUrl}`,
      'limits: {reads: {limit: 20}, burst: {limit: 1000}, hour: {limit: 1000}}',
      'destructive: true',
    ],
  );
  const reads = results.find(({ case: about }) => about.startsWith('reads'));
  expect(reads?.expected, told(results)).toContain('20 successes');
  // This target lets in four or five a minute.
  expect(reads?.verdict).toBe('fail');
});

test('a tolerance for revocations is waited out, or told to be lacking', { timeout: 60_000 }, async () => {
  const lines = [
    `target: ${mock.url}`,
    `console: ${mock.consoleUrl}`,
    'tolerances: {revocationSeconds: 5}',
    'destructive: true',
  ];
  const { results } = await probe(quay, ['revocation-under-load'], lines);
  expect(results).toMatchObject([
    { verdict: 'untestable', observed: expect.stringContaining('needs 5 s to pass') },
  ]);
  const { results: waited } = await probe(quay, ['revocation-under-load'], [...lines, 'hooks: ./hooks.mjs']);
  expect(waited, told(waited)).toMatchObject([
    { verdict: 'pass', expected: expect.stringContaining('and 5 s more') },
  ]);
});

test('a ceiling that leaves no room is told', { timeout: 60_000 }, async () => {
  const { results } = await probe(
    quay,
    ['limiter-exact-under-flood', 'soak'],
    [`target: ${mock.url}`, `console: ${mock.consoleUrl}`, 'requests: {perSecond: 1}', 'destructive: true'],
  );
  expect(new Set(results.map(({ verdict }) => verdict))).toEqual(new Set(['untestable']));
  expect(results.at(-1)?.observed).toContain('leaves no room for traffic: requests.perSecond');
});

describe('where windows pass, more than the limit', () => {
  /** Lets in the limit of each path and so many more, by the key's turn. However slow this machine is, no window passes. */
  async function flooded(extra: (turn: number) => number, lines: readonly string[]) {
    const limits = new Map(
      limitingTiers(quay).map((tier) => [smallestAt(quay, tier)?.path ?? '', tier.limit]),
    );
    const turns = new Map<string, readonly string[]>();
    const passed = new Map<string, number>();
    const url = await serve((request, response) => {
      const { pathname: path } = new URL(request.url ?? '', 'http://127.0.0.1');
      const key = String(request.headers['x-quay-key']);
      const keys = turns.get(path) ?? [];
      if (!keys.includes(key)) turns.set(path, [...keys, key]);
      const count = (passed.get(path + key) ?? 0) + 1;
      passed.set(path + key, count);
      const turn = turns.get(path)?.indexOf(key) ?? 0;
      response.statusCode = count <= (limits.get(path) ?? 0) + extra(turn) ? 200 : 429;
      response.end('{}');
    });
    writeFileSync(
      join(folder, 'made-up-hooks.mjs'),
      `let n = 0; export default { issue: () => ({ secret: 'made-up-key-' + (n += 1) }), revoke: () => ({}) };`,
    );
    return probe(
      quay,
      ['limiter-exact-under-flood'],
      [
        `target: ${url}`,
        lacksConsole,
        'limits: {burst: {windowSeconds: 3600}, reads: {windowSeconds: 3600}}',
        'destructive: true',
        ...lines,
      ],
    );
  }
  const verdicts = ({ results }: LoadRunOutcome) => new Set(results.map(({ verdict }) => verdict));

  test('once may be the end of one', { timeout: 60_000 }, async () => {
    const run = await flooded((turn) => (turn === 0 ? 9 : 0), ['hooks: ./made-up-hooks.mjs']);
    expect(verdicts(run), told(run.results)).toEqual(new Set(['untestable']));
    expect(run.results[0]?.observed).toContain('a window may have ended');
  });

  test('twice in a row fails', { timeout: 60_000 }, async () => {
    const run = await flooded(() => 9, ['hooks: ./made-up-hooks.mjs']);
    expect(verdicts(run), told(run.results)).toEqual(new Set(['fail']));
    expect(run.results[0]?.observed).toContain('in a flood before');
  });

  test('with a credential that stands ready only warns', { timeout: 60_000 }, async () => {
    process.env['LOAD_TOKEN'] = 'k_3ab0a4c7e8f14e0f';
    const run = await flooded(
      () => 9,
      ["credentials: {ready: {kind: key, secret: '${LOAD_TOKEN}', tenant: inner}}"],
    );
    expect(verdicts(run), told(run.results)).toEqual(new Set(['warn']));
  });
});

describe('a document without accounts', () => {
  const notes = loadFile('docs/examples/notes/openapi.yaml');
  const secret = 'tok_2f6d1c9a7be04835a1f0';
  const only = ['limiter-exact-under-flood', 'revocation-under-load', 'refusal-cost', 'soak'];
  const isGood = (authorization: string | undefined) => authorization === `Bearer ${secret}`;

  test('is tried with the credential that stands ready', { timeout: 60_000 }, async () => {
    process.env['LOAD_TOKEN'] = secret;
    process.env['LOAD_TOKEN_REVOKED'] = 'tok_5c0d7e9b1a2f4836';
    const url = await serve((request, response) => {
      response.statusCode = isGood(request.headers.authorization) ? 200 : 401;
      response.end('{}');
    });
    const { results, secretTexts } = await probe(notes, only, [
      `target: ${url}`,
      'credentials:',
      "  ready: {kind: token, secret: '${LOAD_TOKEN}'}",
      "  over: {kind: token, secret: '${LOAD_TOKEN_REVOKED}', state: revoked}",
      'destructive: [limits]',
    ]);
    expect(results.map(({ verdict }) => verdict).slice(0, 2)).toEqual(['not-applicable', 'not-applicable']);
    for (const { verdict } of results.slice(2)) expect(['pass', 'warn'], told(results)).toContain(verdict);
    expect(results[2]?.figures?.latency.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['valid', 'unknown', 'malformed', 'revoked']),
    );
    expect(secretTexts).toContain(secret);
    expect(new SecretScan(secretTexts).finds(JSON.stringify(results))).toBe(false);
  });

  test('refusals that come with 200 are refusals where the file says what is accepted', {
    timeout: 60_000,
  }, async () => {
    process.env['LOAD_TOKEN'] = secret;
    // The path is bound elsewhere, too, and to another base.
    const url = await serve((request, response) => {
      const isThere = request.url?.startsWith('/v2/whoami') === true;
      response.statusCode = isThere ? 200 : 404;
      response.end(isThere && isGood(request.headers.authorization) ? '{"name":"Ada"}' : '{"error":"no"}');
    });
    const lines = [
      'target: http://127.0.0.1:9',
      "credentials: {ready: {kind: token, secret: '${LOAD_TOKEN}'}}",
      `bindings: {GET /me: {path: /whoami, base: ${url}/v2}, GET /notes: {path: /elsewhere}}`,
      "lacks: [{capability: 'operation:GET /notes', reason: not yet}]",
      'destructive: [limits]',
    ];
    const { results } = await probe(notes, ['refusal-cost'], [...lines, 'acceptance: {GET /me: /name}']);
    expect(results[0]?.verdict, told(results)).toMatch(/^(?:pass|warn)$/);
    expect(results[0]?.figures?.byStatus).toEqual({ '200': expect.any(Number) });
    // Without that all are successes: nothing is refused.
    const { results: blind } = await probe(notes, ['refusal-cost'], lines);
    expect(blind[0]?.verdict, told(blind)).toBe('untestable');
  });
});

test('what stands ready is not ended where others need it', { timeout: 60_000 }, async () => {
  process.env['LOAD_TOKEN'] = 'k_3ab0a4c7e8f14e0f';
  let revocations = 0;
  const url = await serve((request, response) => {
    if (request.method === 'DELETE') revocations += 1;
    response.end('[]');
  });
  const { results } = await probe(
    quay,
    ['revocation-under-load', 'rotation-without-downtime'],
    [
      `target: ${url}`,
      "credentials: {ready: {kind: key, secret: '${LOAD_TOKEN}', tenant: inner}}",
      lacksConsole,
      'destructive: [limits]',
    ],
  );
  for (const result of results)
    expect(result, told(results)).toMatchObject({
      verdict: 'untestable',
      observed: expect.stringContaining('stands ready and was not made here'),
      excused: 'the desk program has no HTTP',
    });
  expect(revocations).toBe(0);
});
