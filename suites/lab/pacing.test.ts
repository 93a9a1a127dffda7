import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../spec/history.ts';
import { tinyModel } from '../judging/history.test-data.ts';
import { makeResponse } from '../wire/message.ts';
import { Lacking } from './held.ts';
import type { Sent } from './lab.ts';
import { secondsUntilRoom, statedSeconds } from './pacing.ts';

const plain = `
openapi: 3.1.0
info: {title: Quay, version: '1'}
components:
  securitySchemes:
    key: {type: http, scheme: bearer, x-auth-credential: {rights: owner}}
paths:
  /ships:
    get:
      security: [{key: []}]
      responses: {'200': {description: Ships}}
`;
const model = tinyModel(plain);
const [operation] = model.operations;
if (operation === undefined) throw new Error('no operation');

/** The same model with one window of so many seconds. */
function windowOf(windowSeconds: number): typeof model {
  const tier: (typeof model.tiers)[number] = {
    name: 'all',
    on: 'document',
    limit: 1,
    windowSeconds,
    per: [],
    methods: 'all',
    counts: 'all',
    algorithm: 'fixed-window',
    partitionKey: false,
    facts: operation?.facts ?? {},
  };
  return { ...model, tiers: [tier] };
}

function limited(retryAfter?: string): Sent {
  const headers: [string, string][] = [['Date', 'Tue, 01 Jan 2030 00:00:00 GMT']];
  if (retryAfter !== undefined) headers.push(['Retry-After', retryAfter]);
  const exchange: Exchange = {
    kind: 'exchange',
    seq: 0,
    experiment: 'e',
    role: 'probe',
    step: 's',
    case: '',
    presented: [],
    detail: {},
    request: { method: 'GET', url: 'http://quay.example/ships', headers: [] },
    response: makeResponse(429, headers, ''),
    startedMs: 0,
    endedMs: 1,
    transport: 'client',
  };
  return { seq: 0, status: 429, headers, body: '', json: undefined, ok: false, exchange };
}

describe('what Retry-After says', () => {
  test.each([
    ['0', 0],
    ['120', 120],
    [' 7 ', 7],
    ['Tue, 01 Jan 2030 00:01:30 GMT', 90],
    ['Mon, 31 Dec 2029 23:59:00 GMT', -60],
  ])('%s is %i seconds', (text, seconds) => expect(statedSeconds(limited(text))).toBe(seconds));

  test.each([
    '-5',
    'NaN',
    '1e9',
    '1.5',
    '0x10',
    '9'.repeat(400),
    ' 1'.repeat(1000),
    '</script>',
    '',
    undefined,
  ])('%s is nothing', (text) => expect(statedSeconds(limited(text))).toBeUndefined());
});

describe('how long is waited', () => {
  const room = (text?: string, windowSeconds?: number) =>
    secondsUntilRoom(windowSeconds === undefined ? model : windowOf(windowSeconds), operation, limited(text));

  test('as long as is said, and a second at least', () => {
    expect(room('120')).toBe(120);
    expect(room('0')).toBe(1);
    expect(room('Mon, 31 Dec 2029 23:59:00 GMT')).toBe(1);
  });

  test('without a word the longest window, a minute at least', () => {
    expect(room()).toBe(60);
    expect(room('-5', 600)).toBe(600);
    expect(room('NaN', 5)).toBe(60);
  });

  test('a day at most, or the longest window of the document', () => {
    expect(room('86400')).toBe(86_400);
    expect(room('172800', 172_800)).toBe(172_800);
  });

  test.each(['86401', '999999999', 'Fri, 31 Dec 9999 23:59:59 GMT'])('%s is not waited out', (text) =>
    expect(() => room(text)).toThrow(Lacking),
  );
});
