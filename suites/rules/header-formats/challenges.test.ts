import { describe, expect, test } from 'vitest';
import { parseChallenges } from '../../judging/challenges.ts';
import { exchange, findingsOf, issued, tinyModel, verdicts } from '../../judging/history.test-data.ts';
import { headerFormatsRules } from './index.ts';

const model = tinyModel();
const ruleOf = (id: string) => headerFormatsRules.find((rule) => rule.id === id)!;
const outcome = (id: string, sketch: Parameters<typeof exchange>[1]) =>
  findingsOf(ruleOf(id), model, exchange(1, sketch)).map(({ verdict }) => verdict);
const challenge = (text: string) => ({ status: 401, headers: [['WWW-Authenticate', text]] as const });

describe('the grammar of WWW-Authenticate', () => {
  test.each([
    ['Bearer', ['Bearer']],
    ['Bearer realm="a, b", error="invalid_token"', ['Bearer']],
    ['Basic realm="x", Bearer realm="y"', ['Basic', 'Bearer']],
    ['Negotiate abc==, Basic realm=x', ['Negotiate', 'Basic']],
    [', , Basic realm = "x" ,', ['Basic']],
    ['Basic realm="say \\"hi\\""', ['Basic']],
  ])('%s', (line, schemes) => {
    const parsed = parseChallenges([line]);
    expect('challenges' in parsed ? parsed.challenges.map(({ scheme }) => scheme) : parsed.problem).toEqual(
      schemes,
    );
  });
  test.each([
    '{"error":"x"}',
    'Bearer realm="x" error="y"',
    'Bearer realm="x',
    'Bearer realm="x", error=',
    '"Bearer"',
    'Bearer realm=a b',
  ])('refuses %s', (line) => {
    expect(parseChallenges([line])).toHaveProperty('problem');
  });
});

describe('rules on challenges', () => {
  test.each([
    ['http-401-has-challenge', 'Bearer realm="x"', ''],
    ['http-challenge-grammar', 'Bearer realm="x"', 'Please log in!'],
    ['http-challenge-matches-scheme', 'Bearer realm="x"', 'Basic realm="x"'],
    ['http-realm-quoted', 'Bearer realm="x"', 'Bearer realm=x'],
    ['http-auth-param-once', 'Bearer realm="x", Basic realm="x"', 'Bearer realm="x", Realm="y"'],
    ['bearer-challenge-has-param', 'Bearer realm="x"', 'Bearer'],
    ['bearer-param-charset', 'Bearer error="invalid_token"', 'Bearer error_description="révoqué"'],
    ['basic-challenge-realm', 'Basic realm="x"', 'Basic charset="UTF-8"'],
    ['basic-charset-param', 'Basic realm="x", charset="UTF-8"', 'Basic realm="x", charset="latin1"'],
  ])('%s', (id, right, wrong) => {
    expect(outcome(id, challenge(right))).toEqual(['holds']);
    expect(outcome(id, challenge(wrong))).toEqual(['violated']);
  });

  test('bearer-error-attribute', () => {
    const found = (text: string) =>
      verdicts(
        ruleOf('bearer-error-attribute'),
        tinyModel(),
        exchange(1, { experiment: 'malformed-credentials', step: 'control', case: 'token' }),
        exchange(2, {
          experiment: 'malformed-credentials',
          step: 'unknown',
          case: 'token: x',
          ...challenge(text),
        }),
      );
    expect(found('Bearer error="invalid_token"')).toEqual(['token: x: holds']);
    expect(found('Bearer error="invalid_request"')).toEqual(['token: x: violated']);
    // The document declares a challenge without the attribute.
    expect(found('Bearer realm="library"')).toEqual(['token: x: noted']);
  });

  test('bearer-no-error-without-credentials', () => {
    const sketch = { experiment: 'anonymous-calls', step: 'without-credential' };
    expect(
      outcome('bearer-no-error-without-credentials', { ...sketch, ...challenge('Bearer realm="x"') }),
    ).toEqual(['holds']);
    expect(
      outcome('bearer-no-error-without-credentials', {
        ...sketch,
        ...challenge('Bearer error="invalid_token"'),
      }),
    ).toEqual(['violated']);
  });
});

describe('rules on other fields', () => {
  test('http-405-has-allow', () => {
    expect(outcome('http-405-has-allow', { status: 405, headers: [['Allow', 'GET']] })).toEqual(['holds']);
    expect(outcome('http-405-has-allow', { status: 405 })).toEqual(['violated']);
    expect(outcome('http-405-has-allow', { status: 200 })).toEqual(['noted']);
  });

  test('http-date-present-and-sane', () => {
    const at = (text: string) => ({ headers: [['Date', text]] as const, dateMs: Date.parse(text) });
    expect(outcome('http-date-present-and-sane', at('Mon, 05 Jan 2026 09:00:10 GMT'))).toEqual(['holds']);
    // An hour off: told, not judged.
    expect(outcome('http-date-present-and-sane', at('Mon, 05 Jan 2026 10:00:10 GMT'))).toEqual([
      'holds',
      'noted',
    ]);
    expect(outcome('http-date-present-and-sane', at('2026-01-05T09:00:10Z'))).toEqual(['violated']);
    expect(outcome('http-date-present-and-sane', {})).toEqual(['violated']);
  });

  test('http-malformed-never-5xx', () => {
    expect(outcome('http-malformed-never-5xx', { status: 401 })).toEqual(['holds']);
    expect(outcome('http-malformed-never-5xx', { status: 503, headers: [['Retry-After', '1']] })).toEqual([
      'holds',
    ]);
    expect(outcome('http-malformed-never-5xx', { status: 500 })).toEqual(['violated']);
  });

  test('bearer-token68-charset', () => {
    const found = (alphabet: string) =>
      verdicts(
        ruleOf('bearer-token68-charset'),
        model,
        issued(1, { secret: { length: 40, alphabet, fitsSchema: true, prefix: '' } }),
      );
    expect(found('abc-._~+/=')).toEqual(['token: holds']);
    expect(found('abc|')).toEqual(['token: violated']);
    expect(verdicts(ruleOf('bearer-token68-charset'), model)).toEqual(['token: untestable']);
  });
});
