import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UsageError } from './errors.ts';
import { historyFromHar, parseHar, toHar } from './har.ts';
import type { Exchange, Fact, History, HistoryEvent, Note } from './history.ts';

/** Any UTF-16 code unit, lone surrogates too; mostly the first 256. */
const codeUnit = fc.oneof(fc.nat(0xff), fc.nat(0xffff)).map((code) => String.fromCharCode(code));
const text = fc.string({ unit: codeUnit, maxLength: 12 });
const texts = fc.array(text, { maxLength: 3 });
const ms = fc.double({ min: 0, max: 1e9, noNaN: true }).map((one) => one + 0);
const seq = fc.constant(0);
const pairs = fc.array(fc.tuple(text, text), { maxLength: 4 });
const object = fc.dictionary(text, fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>, {
  maxKeys: 3,
  noNullPrototype: true,
});

const exchangeParts = {
  kind: fc.constant('exchange' as const),
  seq,
  experiment: text,
  role: fc.constantFrom('setup', 'control', 'probe', 'read-back', 'clean-up'),
  step: text,
  case: text,
  control: fc.nat(),
  readBackOf: fc.nat(),
  operation: text,
  presented: fc.array(
    fc.record({ scheme: text, credential: text, form: text }, { requiredKeys: ['scheme', 'form'] }),
    { maxLength: 2 },
  ),
  detail: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean()), {
    maxKeys: 3,
    noNullPrototype: true,
  }),
  request: fc.record(
    {
      method: text,
      url: fc.oneof(fc.webUrl({ withQueryParameters: true }), text),
      headers: pairs,
      body: text,
    },
    { requiredKeys: ['method', 'url', 'headers'] },
  ),
  response: fc.record(
    { status: fc.integer({ min: 100, max: 999 }), headers: pairs, body: text, dateMs: fc.maxSafeInteger() },
    { requiredKeys: ['status', 'headers', 'body'] },
  ),
  failure: fc.record({
    kind: fc.constantFrom('timeout', 'refused', 'reset', 'protocol', 'too-large', 'other'),
    message: text,
  }),
  refusedInBody: fc.constant(true as const),
  startedMs: ms,
  endedMs: ms,
  transport: fc.constantFrom('client', 'raw', 'hook'),
  connection: text,
} satisfies { [K in keyof Required<Exchange>]: fc.Arbitrary<unknown> };
const exchange: fc.Arbitrary<Exchange> = fc.record(exchangeParts, {
  requiredKeys: [
    'kind',
    'seq',
    'experiment',
    'role',
    'step',
    'case',
    'presented',
    'detail',
    'request',
    'startedMs',
    'endedMs',
    'transport',
  ],
});
const base = { kind: fc.constant('fact' as const), seq, experiment: text };
const secret = fc.record(
  {
    length: fc.nat(),
    alphabet: text,
    fitsSchema: fc.boolean(),
    prefix: text,
    jwt: fc.record({ header: object, claims: object }),
    weakKey: fc.boolean(),
  },
  { requiredKeys: ['length', 'alphabet', 'fitsSchema', 'prefix'] },
);
const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record(
    {
      ...base,
      by: fc.nat(),
      fact: fc.constant('issued' as const),
      credential: text,
      type: text,
      how: fc.constantFrom('issue', 'login', 'refresh', 'rotate', 'fixture', 'assertion', 'forged'),
      owner: text,
      rights: texts,
      expiresAt: text,
      secret,
    },
    { requiredKeys: ['kind', 'seq', 'experiment', 'fact', 'credential', 'type', 'how', 'secret'] },
  ),
  fc.record({
    ...base,
    fact: fc.constant('ended' as const),
    credential: text,
    cause: fc.constantFrom('revoke', 'rotate', 'use', 'logout'),
  }),
  fc.record({ ...base, fact: fc.constant('credential-changed' as const), credential: text, set: object }),
  fc.record({
    ...base,
    fact: fc.constant('clock' as const),
    advancedSeconds: ms,
    rung: fc.constantFrom('hook', 'wait'),
  }),
  fc.record({
    ...base,
    fact: fc.constant('user-made' as const),
    user: text,
    roles: texts,
    tenant: text,
    login: fc.oneof(texts, fc.constant('any' as const)),
  }),
  fc.record({ ...base, fact: fc.constant('record-changed' as const), collection: text, record: text }),
);
const note: fc.Arbitrary<Note> = fc.record(
  {
    kind: fc.constant('note' as const),
    seq,
    experiment: text,
    note: fc.constantFrom('started', 'finished', 'lacking', 'broke', 'figure'),
    about: text,
    message: text,
    value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0),
    means: fc.array(fc.constantFrom('clock', 'user:a', 'operation:GET /a'), { maxLength: 2 }),
  },
  { requiredKeys: ['kind', 'seq', 'experiment', 'note', 'about', 'message'] },
);
const events = fc
  .tuple(
    fc.array(fc.oneof(exchange, fact, note), { maxLength: 6 }),
    fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 6, maxLength: 6 }),
  )
  .map(([all, gaps]) => {
    let next = 0;
    return all.map((event, index): HistoryEvent => {
      next += gaps[index] ?? 1;
      return { ...event, seq: next };
    });
  });
const history: fc.Arbitrary<History> = fc.record(
  {
    version: fc.constant(1),
    spec: fc.record({ name: text, title: text }),
    startedAt: fc.oneof(
      fc
        .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
        .map((date) => date.toISOString()),
      text,
    ),
    target: fc.record({ baseUrl: text, control: fc.boolean() }),
    events,
    cutShort: fc.constantFrom('interrupted', 'request-ceiling'),
    stopped: text,
  },
  { requiredKeys: ['version', 'spec', 'startedAt', 'target', 'events'] },
);

test('a history that is stored and read is the same history', () => {
  fc.assert(
    fc.property(history, (one) => {
      expect(historyFromHar(JSON.stringify(toHar(one)), 'run.har')).toEqual(one);
    }),
    { numRuns: 300 },
  );
});

test('a file in which anything is changed is read or refused with its place, and nothing else happens', () => {
  fc.assert(
    fc.property(
      history,
      fc.array(fc.nat(), { minLength: 1, maxLength: 12 }),
      fc.jsonValue({ maxDepth: 1 }),
      (one, path, value) => {
        const har: unknown = JSON.parse(JSON.stringify(toHar(one)));
        let node = har;
        for (const [depth, pick] of path.entries()) {
          if (typeof node !== 'object' || node === null) break;
          const keys = Object.keys(node);
          const key = keys[pick % keys.length];
          if (key === undefined) break;
          if (depth === path.length - 1) Reflect.set(node, key, value);
          node = Reflect.get(node, key);
        }
        try {
          parseHar(har, 'run.har');
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
          expect(String(error)).toMatch(/run\.har #[^:]*: /);
        }
      },
    ),
    { numRuns: 300 },
  );
});
