import { afterEach, expect, test } from 'vitest';
import { loadText } from '../spec/load.ts';
import type { RunResult } from '../spec/run.ts';
import { experiments } from '../suites/experiments/index.ts';
import { rules } from '../suites/rules/index.ts';
import { SuiteRun } from '../suites/suite-run.ts';
import { defaultTarget, type StaticCredential } from '../suites/target.ts';
import { createShop, type Hole, listen, shopDocument } from './bare-openapi.test-support.ts';
import { tool } from './tool.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const secret = 'tk_4f9d2c7b81e05a63d8f7';
const lesser = 'tk_0b6e19a3c5d7f2846e1b';
const blind = 'tk_77c1d0e5b2a94f3860d1';

/** How the shop recognises its callers, what its document says of it, and what a tester gives. */
const ways = {
  bearer: {
    scheme: { type: 'http', scheme: 'bearer' },
    challenge: 'Bearer realm="shop"',
    given: secret,
    read: (header: string | undefined, hole: Hole) => {
      const [, word = '', token] = /^(\S+) +(\S+)$/.exec(header ?? '') ?? [];
      return token === secret && (hole === 'any scheme' || word.toLowerCase() === 'bearer');
    },
    field: 'authorization',
  },
  'API key': {
    scheme: { type: 'apiKey', in: 'header', name: 'X-Shop-Key' },
    challenge: 'ApiKey realm="shop"',
    given: secret,
    read: (header: string | undefined) => header === secret,
    field: 'x-shop-key',
  },
  Basic: {
    scheme: { type: 'http', scheme: 'basic' },
    challenge: 'Basic realm="shop", charset="UTF-8"',
    given: `ada:${secret}`,
    read: (header: string | undefined) => {
      const [, word = '', pair] = /^(\S+) +(\S+)$/.exec(header ?? '') ?? [];
      return pair === Buffer.from(`ada:${secret}`).toString('base64') && word.toLowerCase() === 'basic';
    },
    field: 'authorization',
  },
} as const;

async function runOn(
  way: keyof typeof ways,
  version: '3.0.3' | '3.1.0',
  hole: Hole,
  destructive = true,
): Promise<RunResult> {
  const { scheme, challenge, given, read, field } = ways[way];
  const shop = await listen(
    createShop({
      hole,
      challenge,
      recognise: (request) => (read(request.get(field), hole) ? ['read', 'write'] : undefined),
    }),
  );
  cleanUps.push(() => shop.close());
  return judged(shop.url, shopDocument(version, scheme), [{ secret: given }], destructive);
}

async function judged(
  baseUrl: string,
  document: string,
  given: readonly Pick<StaticCredential, 'secret' | 'rights'>[],
  destructive: boolean,
): Promise<RunResult> {
  const provisioned = given.map((one, index) => ({
    ...one,
    name: `GIVEN_${index}`,
    kind: 'access',
    state: 'active' as const,
  }));
  const run = new SuiteRun(
    loadText(document, 'shop.json'),
    defaultTarget({ baseUrl, provisioned, destructive }),
  );
  for (const experiment of experiments) await run.runExperiment(experiment);
  return run.conclude({ rules, strict: false, embedded: false, tool });
}

function failed(run: RunResult): readonly string[] {
  return run.rules.flatMap(({ rule, verdicts }) =>
    verdicts.flatMap((one) =>
      one.outcome === 'fail' || one.outcome === 'error' ? `${rule}: ${one.case}` : [],
    ),
  );
}

function untestable(run: RunResult): readonly string[] {
  return run.rules
    .filter(({ level }) => level === 'MUST')
    .flatMap(({ rule, verdicts }) =>
      verdicts.flatMap((one) => (one.outcome === 'untestable' ? `${rule}: ${one.observed}` : [])),
    );
}

test.each([
  ['bearer', '3.1.0'],
  ['bearer', '3.0.3'],
  ['API key', '3.0.3'],
  ['Basic', '3.1.0'],
] as const)('a sound server with %s in OpenAPI %s conforms, with nothing left out', async (way, version) => {
  const run = await runOn(way, version, 'none');
  expect(failed(run)).toEqual([]);
  expect(untestable(run)).toEqual([]);
  expect(run.conclusion).toBe('conformant');
  expect(run.counts.pass).toBeGreaterThan(35);
});

test.each([
  ['bearer', '3.1.0', 'one path unguarded', ['http-401-without-credentials: GET /things/{thing_id}']],
  ['API key', '3.0.3', 'one path unguarded', ['http-401-without-credentials: GET /things/{thing_id}']],
  ['bearer', '3.0.3', 'any scheme', ['bearer-wrong-scheme-rejected: access: Basic']],
  ['Basic', '3.1.0', 'one write unguarded', ['http-401-without-credentials: POST /things']],
] as const)('with %s in OpenAPI %s, %s is found, and nothing else', async (way, version, hole, expected) => {
  const found = failed(await runOn(way, version, hole));
  expect(found).toEqual(expect.arrayContaining([...expected]));
  const allowed = {
    'one path unguarded': /GET|HEAD/,
    'one write unguarded': /POST \/things$/,
    'any scheme': /^(?:bearer-wrong-scheme-rejected|http-credentials-grammar-refused): access: /,
  }[hole];
  for (const text of found) expect(text).toMatch(allowed);
});

test('what is made for the experiments is removed again, and what was there stays', async () => {
  const { scheme, challenge, given, read, field } = ways.bearer;
  const shop = await listen(
    createShop({
      hole: 'none',
      removes: true,
      challenge,
      recognise: (request) => (read(request.get(field), 'none') ? ['read', 'write'] : undefined),
    }),
  );
  cleanUps.push(() => shop.close());
  const run = await judged(
    shop.url,
    shopDocument('3.1.0', scheme, () => [], true),
    [{ secret: given }],
    true,
  );
  expect(failed(run)).toEqual([]);
  expect(run.made?.count).toBeGreaterThan(1);
  expect(run.made?.left).toEqual([]);
  const left = await fetch(`${shop.url}/things`, { headers: { authorization: `Bearer ${given}` } });
  expect(await left.json()).toEqual({ things: [{ id: 't-1', name: 'Rake' }] });
});

test('without consent to changes, nothing is written, the unguarded write is found all the same, and what was left out is said', async () => {
  const run = await runOn('bearer', '3.1.0', 'none', false);
  expect(run.conclusion).toBe('incomplete');
  expect(failed(run)).toEqual([]);
  const left = untestable(run);
  expect(left.length).toBeGreaterThan(0);
  for (const text of left.filter((one) => !one.endsWith('not tried in this run')))
    expect(text).toMatch(/opt in with --destructive$/);
  const writes = run.history.events.filter(
    (event) =>
      event.kind === 'exchange' &&
      !['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'].includes(event.request.method.toUpperCase()),
  );
  expect(writes.length).toBeGreaterThan(0);
  for (const event of writes) {
    const isExchange = event.kind === 'exchange';
    expect(isExchange && event.presented.every(({ credential }) => credential === undefined)).toBe(true);
    expect(isExchange && event.response?.status).not.toBe(201);
  }
  const holed = await runOn('bearer', '3.1.0', 'one write unguarded', false);
  expect(failed(holed)).toContain('http-401-without-credentials: POST /things');
});

const scoped = {
  type: 'oauth2',
  flows: {
    clientCredentials: { tokenUrl: 'https://shop.example/token', scopes: { read: 'See', write: 'Make' } },
  },
};

async function scopedRun(
  hole: Hole,
  given: readonly Pick<StaticCredential, 'secret' | 'rights'>[],
): Promise<RunResult> {
  const holders = new Map([
    [`Bearer ${secret}`, ['read', 'write']],
    [`Bearer ${lesser}`, ['read']],
    [`Bearer ${blind}`, ['write']],
  ]);
  const shop = await listen(
    createShop({
      hole,
      challenge: 'Bearer realm="shop"',
      recognise: (request) =>
        holders.get(request.get('authorization')?.replace(/^bearer +/i, 'Bearer ') ?? ''),
    }),
  );
  cleanUps.push(() => shop.close());
  return judged(
    shop.url,
    shopDocument('3.1.0', scoped, (scope) => [scope]),
    given,
    true,
  );
}

test('declared scopes are checked with credentials that are said to hold some and all of them', async () => {
  const given = [
    { secret, rights: ['read', 'write'] },
    { secret: lesser, rights: ['read'] },
    { secret: blind, rights: ['write'] },
  ];
  const sound = await scopedRun('none', given);
  expect(failed(sound)).toEqual([]);
  expect(untestable(sound)).toEqual([]);
  expect(sound.conclusion).toBe('conformant');
  const cells = sound.rules.flatMap(({ verdicts }) => verdicts.map((one) => `${one.outcome} ${one.case}`));
  expect(cells).toContain('pass read × POST /things');
  const holed = failed(await scopedRun('scope ignored', given));
  expect(holed.length).toBeGreaterThan(0);
  for (const text of holed) expect(text).toMatch(/(?:read × POST|write × (?:GET|HEAD)) \/things/);
});

test('of a credential whose scopes nobody names, nothing is expected', async () => {
  const run = await scopedRun('none', [{ secret }]);
  expect(failed(run)).toEqual([]);
  expect(run.conclusion).toBe('incomplete');
  expect(untestable(run).join('\n')).toContain('nobody says which names GIVEN_0 holds');
});
