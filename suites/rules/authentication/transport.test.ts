import { describe, expect, test } from 'vitest';
import type { Exchange, HeaderPair } from '../../../spec/history.ts';
import {
  type ExchangeSketch,
  exchange,
  history,
  tinyDocument,
  tinyModel,
  verdicts,
} from '../../judging/history.test-data.ts';
import { View } from '../../judging/view.ts';
import { authenticationRules } from './index.ts';

const model = tinyModel();
const ruleOf = (id: string) => authenticationRules.find((rule) => rule.id === id)!;
const good = [{ scheme: 'token', credential: 'token#1', form: 'documented' }];

describe('plain HTTP beside TLS', () => {
  const overTls = (rule: string, ...events: Exchange[]) => {
    const stored = { ...history(...events), target: { baseUrl: 'https://library.example', control: false } };
    return ruleOf(rule)
      .judge(new View(model, stored))
      .map((one) => `${one.case}: ${one.verdict}`);
  };
  const json: HeaderPair = ['Content-Type', 'application/json'];
  const base = { experiment: 'plain-http', detail: { scheme: 'token', secure: 2 } };
  const secure = exchange(1, { ...base, step: 'secure', case: 'token', headers: [json] });
  const plain = (sketch: ExchangeSketch, secureStatus = 401) =>
    overTls(
      'bearer-tls-only',
      secure,
      exchange(2, { ...base, step: 'secure-none', case: 'token: none', status: secureStatus }),
      exchange(3, { ...base, step: 'plain-none', case: 'token: none', control: 1, ...sketch }),
    )[0];

  test('no connection, a redirect to https and a plain refusal are right', () => {
    expect(plain({ status: 0, failure: { kind: 'refused', message: '' } })).toBe('token: none: holds');
    expect(plain({ status: 0, failure: { kind: 'timeout', message: '' } })).toBe('token: none: holds');
    expect(plain({ status: 301, headers: [['Location', 'https://library.example/books']] })).toBe(
      'token: none: holds',
    );
    for (const status of [400, 404, 426, 403]) expect(plain({ status })).toBe('token: none: holds');
  });

  test('answers as of the API, and redirects to plain HTTP, are wrong', () => {
    expect(plain({ status: 401 })).toBe('token: none: violated');
    expect(plain({ status: 200, headers: [json] })).toBe('token: none: violated');
    expect(plain({ status: 403 }, 403)).toBe('token: none: violated');
    expect(plain({ status: 302, headers: [['Location', '/login']] })).toBe('token: none: violated');
  });

  test('a 401 of somebody else is reported', () => {
    const page: HeaderPair = ['Content-Type', 'text/html'];
    expect(plain({ status: 401, headers: [page] })).toBe('token: none: noted');
    expect(plain({ status: 401 }, 403)).toBe('token: none: noted');
  });

  test.each(['https://localhost:8443', 'https://127.0.0.1', 'https://library.example:9443/v1'])(
    'nobody asks port 80 beside %s',
    (baseUrl) => {
      const stored = { ...history(), target: { baseUrl, control: false } };
      const found = ruleOf('bearer-tls-only').judge(new View(model, stored));
      expect(found.map(({ verdict }) => verdict)).toEqual(['noted']);
    },
  );

  test('another site is reported, silence behind a gateway proves nothing', () => {
    expect(plain({ status: 200, headers: [['Content-Type', 'text/html']] })).toBe('token: none: noted');
    expect(plain({ status: 503 })).toBe('token: none: untestable');
  });

  test('plain targets are not judged', () => {
    for (const id of ['bearer-tls-only', 'basic-tls-only'])
      expect(verdicts(ruleOf(id), model, secure)).toEqual(['all: noted']);
    expect(overTls('basic-tls-only', secure)).toEqual([]);
  });

  test('tls-hsts-info', () => {
    const judged = (value: string, url = 'https://library.example/books') => {
      const one = exchange(1, { headers: [['Strict-Transport-Security', value]] });
      return overTls('tls-hsts-info', { ...one, request: { ...one.request, url } });
    };
    expect(judged('max-age=31536000; includeSubDomains')).toEqual(['Strict-Transport-Security: holds']);
    for (const value of ['includeSubDomains', 'max-age=1y', 'max-age=9; max-age=9'])
      expect(judged(value)).toEqual(['Strict-Transport-Security: violated']);
    expect(judged('includeSubDomains', 'http://library.example/books')).toEqual(['all: noted']);
  });
});

describe('redirects of authenticated calls', () => {
  const judged = (location: string, presented: ExchangeSketch['presented'] = good) =>
    verdicts(
      ruleOf('no-token-on-redirect'),
      model,
      exchange(1, { status: 308, headers: [['Location', location]], presented }),
    );
  test('stay on the host', () => {
    for (const location of ['/books/', 'http://library.example:8080/books', 'https://library.example/books'])
      expect(judged(location)).toEqual(['GET /books → 308: holds']);
    for (const location of ['https://cdn.example/books', '//cdn.example/'])
      expect(judged(location)).toEqual(['GET /books → 308: violated']);
    expect(judged('https://cdn.example/', [])).toEqual(['all: noted']);
  });
});

describe('a token in a second place', () => {
  const base = { experiment: 'token-twice', case: 'token: query', detail: { scheme: 'token' } };
  const control = (status = 200) => exchange(1, { ...base, step: 'control', case: 'token', status });
  const judged = (alone: number, badFirst: number, bothGood: number, document = tinyDocument) =>
    verdicts(
      ruleOf('bearer-one-method-per-request'),
      tinyModel(document),
      control(),
      exchange(2, { ...base, step: 'second-alone', control: 1, status: alone }),
      exchange(3, { ...base, step: 'bad-first', control: 1, status: badFirst }),
      exchange(4, { ...base, step: 'both-good', control: 1, status: bothGood }),
    );

  test('bearer-header-supported', () => {
    const found = (status: number) => verdicts(ruleOf('bearer-header-supported'), model, control(status));
    expect(found(200)).toEqual(['token: holds']);
    expect(found(401)).toEqual(['token: violated']);
    expect(found(503)).toEqual(['token: untestable']);
  });

  test('makes good for nothing', () => {
    const bad = 'token: query, beside a bad token';
    expect(judged(401, 401, 200)).toEqual([`${bad}: holds`]);
    expect(judged(401, 200, 200)).toEqual([`${bad}: violated`]);
    expect(judged(401, 500, 200)).toEqual([`${bad}: violated`]);
    for (const status of [405, 411, 415, 422]) expect(judged(401, status, 200)).toEqual([`${bad}: holds`]);
  });

  test('is one too many where it is accepted alone and not declared', () => {
    const [bad, same] = ['token: query, beside a bad token', 'token: query, beside the same token'];
    expect(judged(200, 401, 200)).toEqual([`${bad}: holds`, `${same}: violated`]);
    expect(judged(200, 401, 400)).toEqual([`${bad}: holds`, `${same}: holds`]);
    const declared = tinyDocument.replace(
      '    key: {type',
      '    inQuery: {type: apiKey, in: query, name: access_token, x-auth-credential: {of: token}}\n    key: {type',
    );
    expect(judged(200, 401, 200, declared)).toEqual([`${bad}: holds`]);
  });

  test('bearer-query-response-private', () => {
    const found = (status: number, headers: readonly HeaderPair[] = []) =>
      verdicts(
        ruleOf('bearer-query-response-private'),
        model,
        exchange(1, {
          experiment: 'cross-channel',
          step: 'in-query',
          case: 'token: query key',
          status,
          headers,
        }),
      );
    expect(found(401)).toEqual(['all: noted']);
    expect(found(200)).toEqual(['token: query key: violated']);
    expect(found(200, [['Cache-Control', 'max-age=5, private']])).toEqual(['token: query key: holds']);
    expect(found(200, [['Cache-Control', 'no-store']])).toEqual(['token: query key: holds']);
  });

  test('one that is ignored in the URL is not held against the server', () => {
    const found = (presented: ExchangeSketch['presented']) =>
      verdicts(
        ruleOf('http-no-credentials-in-url'),
        model,
        exchange(1, { path: '/books?access_token=⟦token#1⟧', ...(presented ? { presented } : {}) }),
      );
    const inQuery = { scheme: 'query access_token', credential: 'token#1', form: 'query access_token' };
    expect(found([inQuery])).toEqual(['GET /books: violated']);
    expect(found([...good, inQuery])).toEqual(['GET /books: holds']);
    expect(found([{ scheme: 'token', form: 'made-up' }, inQuery])).toEqual(['GET /books: violated']);
  });
});
