import { describe, expect, test } from 'vitest';
import { exchange, findingsOf, tinyModel, verdicts } from '../../judging/history.test-data.ts';
import { cachingRules } from './index.ts';

const model = tinyModel();
const ruleOf = (id: string) => cachingRules.find((rule) => rule.id === id)!;
const outcome = (id: string, sketch: Parameters<typeof exchange>[1]) =>
  findingsOf(ruleOf(id), model, exchange(1, sketch)).map(({ verdict }) => verdict);
const by = (scheme: string) => [{ scheme, credential: `${scheme}#1`, form: 'documented' }];
const cached = (value: string) => [['Cache-Control', value]] as const;

describe('what caches may keep', () => {
  test.each([
    ['no-store', 'holds'],
    ['private, max-age=60', 'holds'],
    ['public, max-age=60', 'violated'],
    ['max-age=60, s-maxage=60', 'violated'],
    ['must-revalidate, max-age=60', 'violated'],
  ])('cache-auth-not-public: %s %s', (value, verdict) => {
    expect(outcome('cache-auth-not-public', { presented: by('token'), headers: cached(value) })).toEqual([
      verdict,
    ]);
  });
  test('answers to nobody in particular may be public', () => {
    expect(outcome('cache-auth-not-public', { headers: cached('public') })).toEqual(['noted']);
  });

  test('cache-errors-private', () => {
    expect(outcome('cache-errors-private', { status: 404 })).toEqual(['holds']);
    expect(outcome('cache-errors-private', { status: 404, headers: cached('public, max-age=5') })).toEqual([
      'violated',
    ]);
  });

  test('apikey-responses-not-shared-cacheable', () => {
    const id = 'apikey-responses-not-shared-cacheable';
    expect(outcome(id, { presented: by('key'), headers: cached('private') })).toEqual(['holds']);
    expect(outcome(id, { presented: by('key'), headers: [['Vary', 'Accept, X-API-Key']] })).toEqual([
      'holds',
    ]);
    expect(outcome(id, { presented: by('key') })).toEqual(['violated']);
    expect(outcome(id, { presented: by('token') })).toEqual([]);
  });

  test('cache-cross-user', () => {
    const judged = (own: string, body: string) =>
      verdicts(
        ruleOf('cache-cross-user'),
        model,
        exchange(1, {
          experiment: 'kept-connection',
          step: 'other-alone',
          role: 'control',
          case: 'token',
          body: own,
        }),
        exchange(2, {
          experiment: 'kept-connection',
          step: 'kept-good',
          role: 'control',
          case: 'token',
          body: 'first',
        }),
        exchange(3, { experiment: 'kept-connection', step: 'fresh-other', case: 'token', control: 1, body }),
      );
    expect(judged('second', 'second')).toContain('token: fresh-other: holds');
    expect(judged('second', 'first')).toContain('token: fresh-other: violated');
    const data = (title: string, requestId: number) => JSON.stringify({ title, requestId });
    expect(judged('second', 'third')).toContain('token: fresh-other: untestable');
    expect(judged(data('Emma', 1), data('Emma', 2))).toContain('token: fresh-other: holds');
    expect(judged('first', 'first')).toContain('token: fresh-other: noted');
  });
});
