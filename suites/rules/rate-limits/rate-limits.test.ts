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
    ['RateLimit', `"burst";r=${typeof left === 'number' ? Math.max(0, left) : 0};t=60`],
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

test('a document without limits gives these rules nothing to check', () => {
  const unlimited = tinyModel();
  for (const rule of rateLimitsRules) expect(rule.applies(unlimited)).not.toBe(true);
});

test('the second caller says nothing if the first was never limited', () => {
  const rule = rateLimitsRules.find(({ id }) => id === 'rl-per-key')!;
  expect(
    findingsOf(rule, model, ...oneMore, sent(4, 'limit-tiers', 'other-subject')).map(
      ({ verdict }) => verdict,
    ),
  ).toEqual(['untestable']);
});
