import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../../../spec/history.ts';
import { exchange, note, tinyDocument, tinyModel, verdicts } from '../../judging/history.test-data.ts';
import { authenticationRules } from './index.ts';

const model = tinyModel();
const ruleOf = (id: string) => authenticationRules.find((rule) => rule.id === id)!;
const found = (id: string, ...events: HistoryEvent[]) => verdicts(ruleOf(id), model, ...events);

describe('callers without a credential', () => {
  const probe = { experiment: 'anonymous-calls', step: 'without-credential', case: 'GET /books' };
  test('http-401-without-credentials', () => {
    const control = exchange(1, { experiment: 'anonymous-calls', step: 'with-credential', role: 'control' });
    const judged = (status: number) =>
      found('http-401-without-credentials', control, exchange(2, { ...probe, control: 1, status }));
    expect(judged(401)).toEqual(['GET /books: holds']);
    expect(judged(200)).toEqual(['GET /books: violated']);
    expect(judged(403)).toEqual(['GET /books: violated']);
    expect(judged(429)).toEqual(['GET /books: untestable']);
    expect(found('http-401-without-credentials', exchange(2, { ...probe, status: 401 }))).toEqual([
      'GET /books: untestable',
    ]);
  });

  test('any 4xx will do where the document declares none, and acceptance never', () => {
    const open = tinyModel(tinyDocument.replaceAll(/ +'401': .*\n/g, ''));
    const judged = (status: number) =>
      verdicts(
        ruleOf('http-401-without-credentials'),
        open,
        exchange(1, { experiment: 'anonymous-calls', step: 'with-credential', role: 'control' }),
        exchange(2, { ...probe, control: 1, status }),
      );
    expect([403, 404, 200, 302, 500].flatMap(judged)).toEqual(
      ['holds', 'holds', 'violated', 'violated', 'violated'].map((verdict) => `GET /books: ${verdict}`),
    );
  });

  test('an operation that could not be tried is untestable', () => {
    expect(
      found(
        'http-401-without-credentials',
        note(1, { experiment: 'anonymous-calls', about: 'POST /books', message: 'nobody' }),
      ),
    ).toEqual(['POST /books: untestable']);
  });

  test('http-denied-has-no-side-effect', () => {
    const judged = (before: string, after: string) =>
      found(
        'http-denied-has-no-side-effect',
        exchange(1, {
          ...probe,
          case: 'POST /books',
          method: 'POST',
          status: 401,
          control: 3,
          detail: { marker: 'm-1' },
        }),
        exchange(2, { step: 'read-back-refused', role: 'read-back', readBackOf: 1, body: before }),
        exchange(3, {
          step: 'with-credential',
          role: 'control',
          case: 'POST /books',
          method: 'POST',
          status: 201,
          detail: { marker: 'm-2' },
        }),
        exchange(4, { step: 'read-back-allowed', role: 'read-back', readBackOf: 3, body: after }),
      );
    expect(judged('[]', '["m-2"]')).toEqual(['POST /books: holds']);
    expect(judged('["m-1"]', '["m-2"]')).toEqual(['POST /books: violated']);
    expect(judged('[]', '["m-1","m-2"]')).toEqual(['POST /books: violated']);
    expect(judged('[]', '[]')).toEqual(['POST /books: noted']);
  });

  test('http-authn-before-everything', () => {
    const judged = (status: number) =>
      found(
        'http-authn-before-everything',
        exchange(1, { experiment: 'anonymous-oddities', step: 'plain', case: 'POST /books', status: 401 }),
        exchange(2, { experiment: 'anonymous-oddities', step: 'invalid-json', case: 'POST /books', status }),
      );
    expect(judged(401)).toEqual(['POST /books, invalid-json: holds']);
    expect(judged(400)).toEqual(['POST /books, invalid-json: violated']);
  });

  test('http-head-like-get', () => {
    const judged = (status: number, withCredential: number, body = '') =>
      found(
        'http-head-like-get',
        exchange(1, { experiment: 'anonymous-calls', step: 'with-credential', role: 'control' }),
        exchange(2, {
          experiment: 'anonymous-calls',
          step: 'head-without-credential',
          case: 'HEAD /books',
          control: 1,
          status,
          body,
        }),
        exchange(3, {
          experiment: 'anonymous-calls',
          step: 'head-with-credential',
          case: 'HEAD /books',
          control: 1,
          status: withCredential,
        }),
      );
    expect(judged(401, 200)).toEqual(['HEAD /books: holds']);
    expect(judged(405, 405)).toEqual(['HEAD /books: holds']);
    expect(judged(200, 200)).toEqual(['HEAD /books: violated']);
    expect(judged(401, 200, 'text')).toEqual(['HEAD /books: violated']);
  });

  test('http-no-redirect-on-auth-failure', () => {
    expect(found('http-no-redirect-on-auth-failure', exchange(1, { status: 401 }))).toEqual([
      'GET /books: holds',
    ]);
    expect(found('http-no-redirect-on-auth-failure', exchange(1, { status: 302 }))).toEqual([
      'GET /books: violated',
    ]);
  });
});

describe('odd requests', () => {
  const pair = (
    experiment: string,
    step: string,
    status: number,
    more: Parameters<typeof exchange>[1] = {},
    control: Parameters<typeof exchange>[1] = {},
  ) => [
    exchange(1, { experiment, step: 'control', role: 'control', case: 'token', ...control }),
    exchange(2, { experiment, step, case: 'token: x', control: 1, status, ...more }),
  ];

  test('http-options-preflight-open-but-empty', () => {
    const judged = (body: string) =>
      found(
        'http-options-preflight-open-but-empty',
        ...pair('odd-methods', 'options', 200, { body }, { body: '[1]' }),
      );
    expect(judged('')).toContain('token: x: holds');
    expect(judged('[1]')).toContain('token: x: violated');
  });

  test('http-trace-disabled', () => {
    const judged = (status: number, body: string) =>
      found('http-trace-disabled', ...pair('odd-methods', 'trace-with-credential', status, { body }));
    expect(judged(405, '')).toContain('token: x: holds');
    expect(judged(200, 'Authorization: Bearer ⟦token#1⟧')).toContain('token: x: violated');
  });

  test('authz-method-tamper', () => {
    expect(found('authz-method-tamper', ...pair('changing-methods', 'override', 200))).toContain(
      'token: x: holds',
    );
    expect(found('authz-method-tamper', ...pair('changing-methods', 'override', 405))).toContain(
      'token: x: violated',
    );
    expect(
      found('authz-method-tamper', ...pair('changing-methods', 'override', 401, {}, { status: 401 })),
    ).toContain('token: x: untestable');
  });

  test('forwarded-headers-not-trusted compares the data too', () => {
    const judged = (body: string) =>
      found(
        'forwarded-headers-not-trusted',
        ...pair('forwarded-identity', 'claimed-other', 200, { body }, { body: '[1]' }),
      );
    expect(judged('[1]')).toContain('token: x: holds');
    expect(judged('[2]')).toContain('token: x: violated');
  });

  test('forwarded-headers-not-trusted says nothing where every answer is another', () => {
    const control = { experiment: 'forwarded-identity', step: 'control', role: 'control' } as const;
    const judged = (bodies: readonly string[]) =>
      found(
        'forwarded-headers-not-trusted',
        exchange(1, { ...control, case: 'token', body: '[1]' }),
        ...bodies.map((body, index) =>
          exchange(2 + index, {
            experiment: 'forwarded-identity',
            step: 'claimed-other',
            case: `token: ${index}`,
            control: 1,
            body,
          }),
        ),
      ).filter((text) => text.startsWith('token'));
    expect(judged(['[2]', '[3]', '[4]'])).toEqual([0, 1, 2].map((index) => `token: ${index}: untestable`));
    expect(judged(['[2]', '[1]', '[1]'])[0]).toBe('token: 0: violated');
    const noisy = judged(['{"ids":[1],"trace_id":"b"}', '{"ids":[1],"trace_id":"c"}', '[1]']);
    expect(noisy.at(-1)).toBe('token: 2: holds');
  });

  test('http-per-request-auth', () => {
    const judged = (step: string, status: number) =>
      found('http-per-request-auth', ...pair('kept-connection', step, status, { case: 'token' }));
    expect(judged('kept-none', 401)).toContain('token: kept-none: holds');
    expect(judged('kept-none', 200)).toContain('token: kept-none: violated');
    expect(judged('kept-good-again', 200)).toContain('token: kept-good-again: holds');
    expect(judged('kept-good-again', 401)).toContain('token: kept-good-again: violated');
  });

  test('cors-no-reflect-credentials', () => {
    const judged = (scheme: string, ...headers: [string, string][]) =>
      found(
        'cors-no-reflect-credentials',
        exchange(1, {
          experiment: 'cross-origin',
          step: 'preflight',
          case: `${scheme}: x`,
          detail: { origin: 'https://evil.example' },
          headers,
        }),
      );
    const origin: [string, string] = ['Access-Control-Allow-Origin', 'https://evil.example'];
    expect(judged('token')).toContain('token: x: holds');
    expect(judged('token', ['Access-Control-Allow-Origin', '*'])).toContain('token: x: holds');
    expect(judged('token', origin, ['Access-Control-Allow-Credentials', 'true'])).toContain(
      'token: x: violated',
    );
    expect(judged('key', origin, ['Access-Control-Allow-Headers', 'content-type, x-api-key'])).toContain(
      'key: x: violated',
    );
  });
});

describe('credentials in odd places', () => {
  test('http-no-credentials-in-url', () => {
    const judged = (sketch: Parameters<typeof exchange>[1]) =>
      found('http-no-credentials-in-url', exchange(1, sketch));
    expect(judged({})).toEqual(['GET /books: holds']);
    expect(judged({ path: '/books?key=⟦token#1⟧', status: 401 })).toEqual(['GET /books: holds']);
    expect(judged({ path: '/books?key=⟦token#1⟧' })).toEqual(['GET /books: violated']);
    expect(judged({ status: 302, headers: [['Location', '/x?token=⟦token#1⟧']] })).toEqual([
      'GET /books: violated',
    ]);
    expect(judged({ body: '{"next":"http://library.example/books?token=⟦token#1⟧"}' })).toEqual([
      'GET /books: violated',
    ]);
  });

  test('apikey-and-bearer-conflict', () => {
    const judged = (status: number, body: string) =>
      found(
        'apikey-and-bearer-conflict',
        exchange(1, { step: 'alone', body: 'a' }),
        exchange(2, { step: 'alone', body: 'b' }),
        exchange(3, {
          experiment: 'two-credentials',
          step: 'both-good',
          case: 'both',
          status,
          body,
          detail: { controlA: 1, controlB: 2 },
        }),
      );
    expect(judged(200, 'b')).toEqual(['both: holds']);
    expect(judged(429, '')).toEqual(['both: untestable']);
    expect(judged(401, '')).toEqual(['both: holds']);
    expect(judged(200, 'ab')).toEqual(['both: violated']);
    const bad = (status: number) =>
      found(
        'apikey-and-bearer-conflict',
        exchange(1, { step: 'alone' }),
        exchange(2, { experiment: 'two-credentials', step: 'good-and-bad', case: 'bad', status, control: 1 }),
      );
    expect(bad(401)).toEqual(['bad: holds']);
    expect(bad(200)).toEqual(['bad: violated']);
  });

  test('apikey-id-secret-both-checked applies where the pattern has two parts', () => {
    const rule = ruleOf('apikey-id-secret-both-checked');
    expect(rule.applies(model)).toMatch(/no secret/);
    const twoParts = tinyModel(
      tinyDocument.replace('minLength: 40,', () => "pattern: '^lb_(?<id>[a-z]{6})_(?<secret>[a-z]{32})$',"),
    );
    expect(rule.applies(twoParts)).toBe(true);
    const judged = (status: number) =>
      verdicts(
        rule,
        twoParts,
        exchange(1, { experiment: 'malformed-credentials', step: 'control', role: 'control', case: 'token' }),
        exchange(2, {
          experiment: 'malformed-credentials',
          step: 'pair-parts',
          case: 'token: id only',
          control: 1,
          status,
        }),
      );
    expect(judged(401)).toEqual(['token: id only: holds']);
    expect(judged(200)).toEqual(['token: id only: violated']);
  });
});
