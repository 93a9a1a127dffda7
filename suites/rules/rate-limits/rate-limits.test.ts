import { expect, test } from 'vitest';
import type { Exchange, HeaderPair, HistoryEvent } from '../../../spec/history.ts';
import {
  type ExchangeSketch,
  exchange,
  fact,
  findingsOf,
  tinyModel,
} from '../../judging/history.test-data.ts';
import { rateLimitsRules } from './index.ts';

const limitsDocument = `
openapi: 3.1.0
info: {title: Library, version: '1'}
servers: [{url: http://library.example}]
components:
  securitySchemes:
    key:
      type: apiKey
      in: header
      name: X-API-Key
      x-auth-credential: {}
      x-auth-tiers:
        burst: {limit: 2, window: PT1M, per: credential}
        write: {limit: 1, window: PT1H, per: credential, methods: [POST]}
  headers:
    Limit: {schema: {type: integer}, x-auth-field: tier.limit}
    Remaining: {schema: {type: integer}, x-auth-field: tier.remaining}
    Reset: {schema: {type: integer}, x-auth-field: tier.resetAt}
    Wait: {schema: {type: integer}, x-auth-field: tier.resetIn}
    All: {schema: {type: string, format: ratelimit}, x-auth-field: tiers}
  responses:
    Limited:
      description: Slow down
      headers: {X-Limit: {$ref: '#/components/headers/Limit'}, X-Left: {$ref: '#/components/headers/Remaining'}, X-Reset: {$ref: '#/components/headers/Reset'}, Retry-After: {$ref: '#/components/headers/Wait'}}
paths:
  /books:
    get:
      security: [{key: []}]
      responses:
        '200': {description: Books, headers: {X-Limit: {$ref: '#/components/headers/Limit'}, X-Left: {$ref: '#/components/headers/Remaining'}, X-Reset: {$ref: '#/components/headers/Reset'}, RateLimit: {$ref: '#/components/headers/All'}}}
        '401': {description: Who?}
        '429': {$ref: '#/components/responses/Limited'}
    post:
      security: [{key: []}]
      requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {title: {type: string}}}}}}
      responses: {'201': {description: Added}, '401': {description: Who?}, '429': {$ref: '#/components/responses/Limited'}}
  /tides:
    get:
      x-auth-tiers: {slide: {limit: 3, window: PT10S, per: credential, algorithm: sliding-window}}
      security: [{key: []}]
      responses: {'200': {description: Tides}, '401': {description: Who?}, '429': {description: Wait}}
  /gate:
    get:
      x-auth-tiers: {knocks: {limit: 3, window: PT1M, per: address, counts: failures}}
      security: [{key: []}]
      responses:
        '200': {description: Open}
        '401': {description: Who?}
        '429':
          description: Wait outside
          content:
            application/problem+json:
              schema:
                type: object
                properties: {violated-policies: {type: array, items: {type: string, x-auth-field: tier.name}}}
x-auth-fixtures: {tenants: [north], users: {lena: {tenant: north}}}
`;
const model = tinyModel(limitsDocument);
const now = Date.UTC(2026, 0, 5, 9, 0, 0);
const burst = 'burst on key';
const shown = [{ scheme: 'key', credential: 'key#1', form: 'documented' }];

/** Limit fields as the document names them; `reset` in seconds from the start. */
function fields(
  limit: number | string,
  left: number | string,
  reset: number | string = 60,
): readonly HeaderPair[] {
  return [
    ['X-Limit', String(limit)],
    ['X-Left', String(left)],
    ['X-Reset', typeof reset === 'string' ? reset : String(now / 1000 + reset)],
    ['RateLimit', `"burst";r=${typeof left === 'number' ? Math.max(0, left) : 0}`],
  ];
}

interface Sent extends ExchangeSketch {
  readonly at?: number;
  readonly index?: number;
}
function sent(
  seq: number,
  experiment: string,
  step: string,
  { at = 0, index, detail, ...sketch }: Sent = {},
): Exchange {
  return exchange(seq, {
    experiment,
    step,
    case: burst,
    presented: shown,
    headers: fields(2, 1),
    dateMs: now + at * 1000,
    ...sketch,
    detail: { tier: burst, ...(index === undefined ? {} : { index }), ...detail },
  });
}
const limited = (
  seq: number,
  experiment: string,
  step: string,
  { wait = '60', ...sketch }: Sent & { readonly wait?: string } = {},
): Exchange =>
  sent(seq, experiment, step, {
    status: 429,
    headers: [...fields(2, 0).slice(0, 3), ['Retry-After', wait]],
    ...sketch,
  });

/** Two pass, the third is refused. */
const exact = [
  sent(1, 'limit-tiers', 'spend', { index: 1, headers: fields(2, 1) }),
  sent(2, 'limit-tiers', 'spend', { index: 2, headers: fields(2, 0) }),
  limited(3, 'limit-tiers', 'over', { index: 3 }),
];
const oneMore = [...exact.slice(0, 2), sent(3, 'limit-tiers', 'over', { headers: fields(2, 0) })];
const window = (reset: (at: number) => number, wait = '40', earlyStatus = 429, afterStatus = 200) => [
  sent(1, 'limit-window', 'spend', { index: 1, headers: fields(2, 1, reset(0)) }),
  fact(2, { fact: 'clock', advancedSeconds: 20, rung: 'hook', experiment: 'limit-window' }),
  sent(3, 'limit-window', 'spend', { index: 2, at: 20, headers: fields(2, 0, reset(20)) }),
  sent(4, 'limit-window', 'over', {
    status: 429,
    at: 20,
    headers: [...fields(2, 0, reset(20)).slice(0, 3), ['Retry-After', wait]],
  }),
  sent(5, 'limit-window', 'too-early', {
    status: earlyStatus,
    at: 55,
    headers: [...fields(2, 0, reset(55)).slice(0, 3), ['Retry-After', '5']],
    detail: { waited: 35 },
  }),
  sent(6, 'limit-window', 'after-wait', { status: afterStatus, at: 60, headers: fields(2, 1, 120) }),
];
const refilled = (overStatus: number) => [
  ...window(() => 60),
  sent(7, 'limit-window', 'refill', { at: 60, headers: fields(2, 0, 120) }),
  sent(8, 'limit-window', 'refill-over', { status: overStatus, at: 60 }),
];
const disguised = (status: number) => [
  limited(1, 'limit-bypass', 'plain'),
  sent(2, 'limit-bypass', 'disguised', { status, case: `${burst}: HEAD` }),
  limited(3, 'limit-bypass', 'plain-after'),
];
const flood = (passed: number) =>
  Array.from({ length: 4 }, (_, index) =>
    sent(index + 1, 'limit-parallel', 'flood', { status: index < passed ? 200 : 429, detail: { limit: 2 } }),
  );
const blocked = (list: string) => [
  sent(1, 'limited-write', 'write'),
  limited(2, 'limited-write', 'limited-write', { control: 1 }),
  sent(3, 'limited-write', 'listed', {
    readBackOf: 2,
    body: list,
    detail: { kept: 'first-mark', refused: 'second-mark' },
  }),
];
const pair = (status: number) => [
  sent(1, 'limit-answers', 'ok'),
  sent(2, 'limit-answers', 'no-right', { status: 403 }),
  limited(3, 'limit-answers', 'limited-ok'),
  sent(4, 'limit-answers', 'limited-no-right', { status }),
];
const bad = (headers: readonly HeaderPair[]) => [
  exchange(1, {
    experiment: 'limit-answers',
    step: 'bad-credential',
    status: 401,
    headers,
    detail: { tier: burst },
    presented: [{ scheme: 'key', form: 'altered' }],
  }),
];

const trailing = (name: string) => {
  const one = sent(1, 'any', 'any');
  return [{ ...one, response: { ...one.response!, trailers: [[name, '1']] as const } }];
};
const quota = (names: unknown) => [
  sent(1, 'any', 'any', {
    status: 429,
    headers: [['Content-Type', 'application/problem+json']],
    body: JSON.stringify({
      type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
      'violated-policies': names,
    }),
  }),
];
const keyed = (pk: string) => [
  sent(1, 'any', 'any', {
    headers: [['RateLimit', `"burst";r=1;t=60;pk=:${Buffer.from(pk).toString('base64')}:`]],
  }),
];
const slide = 'slide on GET /tides';
const crossed = (after: number) =>
  [
    ...['open', 'before-edge', 'before-edge'].map((step) => [step, 200] as const),
    ...Array.from({ length: after }, () => ['after-edge', 200] as const),
    ['after-edge', 429] as const,
  ].map(([step, status], index) =>
    sent(index + 1, 'limit-edge', step, {
      operation: 'GET /tides',
      case: slide,
      status,
      detail: { tier: slide },
    }),
  );
/** One that succeeds, others that fail, then the limit. */
const failing = (counted: number) => [
  sent(1, 'limit-answers', 'ok'),
  ...Array.from({ length: counted - 1 }, (_, index) =>
    sent(index + 2, 'limit-answers', 'unknown-record', { status: 404 }),
  ),
  limited(counted + 1, 'limit-answers', 'drain'),
];
/** A good knock, wrong ones, one too many; then the good key again. */
const knocking = (limit: number, last: number) => {
  const one = (seq: number, step: string, status: number) =>
    sent(seq, 'unauthenticated-flood', step, {
      case: 'knocks on GET /gate',
      operation: 'GET /gate',
      status,
      detail: { tier: 'knocks on GET /gate', limit },
    });
  return [
    one(1, 'before', 200),
    ...Array.from({ length: limit }, (_, index) => one(index + 2, 'knock', 401)),
    one(limit + 2, 'knock-over', last),
    one(limit + 3, 'after', 200),
  ];
};

const cases: Readonly<
  Record<string, readonly [holds: readonly HistoryEvent[], violated: readonly HistoryEvent[]]>
> = {
  'rl-429-status': [exact, [sent(1, 'limit-tiers', 'over', { status: 403 })]],
  'rl-exact-limit': [exact, oneMore],
  'rl-tiers-and': [exact, oneMore],
  'rl-writes-separate': [
    [sent(1, 'limit-tiers', 'other-method')],
    [limited(1, 'limit-tiers', 'other-method')],
  ],
  'rl-per-key': [
    [...exact, sent(4, 'limit-tiers', 'other-subject')],
    [...exact, limited(4, 'limit-tiers', 'other-subject')],
  ],
  'rl-no-bypass': [disguised(429), disguised(200)],
  'rl-concurrent-exact': [flood(2), flood(3)],
  'rl-blocked-not-executed': [blocked('first-mark'), blocked('first-mark second-mark')],
  'rl-window-refill': [refilled(429), refilled(200)],
  'rl-precedence': [pair(429), pair(403)],
  'rl-no-info-before-auth': [bad([]), bad([['X-RateLimit-Remaining', '3']])],
  'rl-headers-on-all': [exact, [sent(1, 'any', 'any', { headers: [] })]],
  'rl-limit-constant': [exact, [sent(1, 'any', 'any', { headers: fields(7, 1) })]],
  'rl-remaining-decrements': [
    exact,
    [
      sent(1, 'limit-tiers', 'spend', { headers: fields(2, 1) }),
      sent(2, 'limit-tiers', 'spend', { headers: fields(2, 1) }),
    ],
  ],
  'rl-reset-unit': [exact, [sent(1, 'any', 'any', { headers: fields(2, 1, String(now + 60_000)) })]],
  'rl-reset-stable': [window(() => 60), window((at) => at + 60)],
  'rl-reset-honest': [window(() => 60), window(() => 60, '40', 200)],
  'rl-retry-after-present': [exact, [sent(1, 'limit-tiers', 'over', { status: 429, headers: fields(2, 0) })]],
  'http-retry-after-format': [exact, [limited(1, 'any', 'any', { wait: '1.5' })]],
  'rl-retry-after-honest': [window(() => 60), window(() => 60, '40', 429, 429)],
  'rl-retry-after-vs-reset': [exact, [limited(1, 'any', 'any', { wait: '5' })]],
  'rl-429-not-cached': [
    exact,
    [limited(1, 'any', 'any', { headers: [['Cache-Control', 'public, max-age=60']] })],
  ],
  'rl-ietf-grammar': [
    exact,
    [sent(1, 'any', 'any', { headers: [['RateLimit', 'limit=2, remaining=1, reset=60']] })],
  ],
  'rl-ietf-not-in-trailers': [trailing('X-Sum'), trailing('ratelimit')],
  'rl-problem-type': [quota(['burst']), quota('burst')],
  'rl-partition-key-not-secret': [keyed('9f8e7d6c5b4a'), keyed('user:lena')],
  'rl-multi-header-consistency': [
    exact,
    [sent(1, 'any', 'any', { headers: [...fields(2, 1).slice(0, 3), ['RateLimit', '"burst";r=0;t=60']] })],
  ],
  'rl-fixed-window-edge': [crossed(1), crossed(3)],
  'rl-counts-as-declared': [failing(2), failing(3)],
  'rl-unauth-throttled': [knocking(3, 429), knocking(3, 401)],
};

test('every rate limit rule has its cases', () => {
  expect(Object.keys(cases).toSorted()).toEqual(rateLimitsRules.map(({ id }) => id).toSorted());
});

test.for(rateLimitsRules.map((rule) => [rule.id, rule] as const))('%s', ([id, rule]) => {
  expect(rule.applies(model)).toBe(true);
  const [holds, violated] = cases[id]!;
  const good = findingsOf(rule, model, ...holds);
  expect(good.length).toBeGreaterThan(0);
  expect(good.filter(({ verdict }) => verdict === 'violated')).toEqual([]);
  expect(good.map(({ verdict }) => verdict)).toContain('holds');
  expect(findingsOf(rule, model, ...violated).map(({ verdict }) => verdict)).toContain('violated');
});

/** Rules about fields that a server may send whatever its document says. */
const always = ['rl-ietf-grammar', 'rl-ietf-not-in-trailers', 'rl-partition-key-not-secret'];

test('a document without limits gives these rules nothing to check, unless fields come all the same', () => {
  const unlimited = tinyModel();
  for (const rule of rateLimitsRules)
    expect(rule.applies(unlimited) === true, rule.id).toBe(always.includes(rule.id));
});

test('fields that the document does not declare are judged too', () => {
  const rule = rateLimitsRules.find(({ id }) => id === 'rl-ietf-grammar')!;
  const verdictOf = (...headers: readonly HeaderPair[]) =>
    findingsOf(rule, tinyModel(), exchange(1, { headers })).map(({ verdict }) => verdict);
  expect(verdictOf()).toEqual(['noted']);
  expect(verdictOf(['RateLimit', '"a";r=1;t=5'], ['RateLimit-Policy', '"a";q=5;w=60'])).not.toContain(
    'violated',
  );
  expect(verdictOf(['RateLimit', 'limit=5, remaining=1, reset=5'], ['RateLimit-Policy', '5;w=60'])).toEqual([
    'holds',
    'holds',
  ]);
  expect(verdictOf(['RateLimit-Limit', '5, 5;w=60'], ['RateLimit-Reset', '5'])).toEqual(['holds', 'holds']);
  for (const [name, value] of [
    ['RateLimit-Reset', '1714642200'], // an instant
    ['RateLimit-Remaining', '-1'],
    ['RateLimit-Remaining', '3.5'],
    ['RateLimit', '4'],
    ['RateLimit', '"a";r=1;t=1714642200'],
    ['RateLimit', '"a";r=1;pk="text"'],
    ['RateLimit-Policy', '"a";w=60'],
    ['RateLimit-Policy', '"a";q=5;w=0'],
    ['RateLimit-Policy', 'a;q=5;w=60'],
  ] as const)
    expect(verdictOf([name, value]), `${name}: ${value}`).toEqual(['violated']);
  expect(verdictOf(['RateLimit', '"a";r=1'], ['RateLimit-Policy', '"b";q=5'])).toContain('violated');
});

test('a secret in a partition key is found by its mark, which is no fault of the grammar', () => {
  const events = [sent(1, 'any', 'any', { headers: [['RateLimit', '"burst";r=1;pk=:⟦key#1 base64⟧=:']] })];
  const verdictsOf = (id: string) =>
    findingsOf(rateLimitsRules.find((rule) => rule.id === id)!, model, ...events).map(
      ({ verdict }) => verdict,
    );
  expect(verdictsOf('rl-partition-key-not-secret')).toEqual(['violated']);
  expect(verdictsOf('rl-ietf-grammar')).toEqual(['holds']);
});

test('the second caller says nothing if the first was never limited', () => {
  const rule = rateLimitsRules.find(({ id }) => id === 'rl-per-key')!;
  expect(
    findingsOf(rule, model, ...oneMore, sent(4, 'limit-tiers', 'other-subject')).map(
      ({ verdict }) => verdict,
    ),
  ).toEqual(['untestable']);
});
