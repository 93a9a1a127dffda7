import { expect, test } from 'vitest';
import { exchange, tinyModel, verdicts } from '../../judging/history.test-data.ts';
import { apikeyAndBearerConflict } from './apikey-and-bearer-conflict.ts';

const base = { experiment: 'two-credentials', case: 'Reader beside a good key' };
const judged = (weak: number, status: number, body: string) =>
  verdicts(
    apikeyAndBearerConflict,
    tinyModel(),
    exchange(1, { ...base, step: 'weak-alone', status: weak }),
    exchange(2, { ...base, step: 'alone', body: '[{"id":"theirs"}]' }),
    exchange(3, { ...base, step: 'weak-and-good', control: 2, detail: { weak: 1 }, status, body }),
  ).map((text) => text.slice(base.case.length + 2));

test('a credential without the right does not borrow it for its own data', () => {
  expect(judged(403, 403, '')).toEqual(['holds']);
  expect(judged(403, 200, '[{"id":"theirs"}]')).toEqual(['holds']);
  expect(judged(403, 200, '[{"id":"own"}]')).toEqual(['violated']);
  expect(judged(403, 503, '')).toEqual(['untestable']);
  expect(judged(200, 200, '[{"id":"own"}]')).toEqual(['untestable']);
});
