import { describe, expect, test } from 'vitest';
import { exchange, tinyModel, verdicts } from '../../judging/history.test-data.ts';
import { responseStatusDeclared } from '../errors/response-status-declared.ts';
import { cacheEtagPerUser } from './cache-etag-per-user.ts';

const model = tinyModel();
const base = { experiment: 'conditional-requests', case: 'token' };
/** The other schemes of the document, whose answers have no ETag. */
const others = ['key', 'person'].map((name, index) =>
  exchange(8 + index, { ...base, step: 'control', case: name }),
);

describe("another caller's validator", () => {
  const judged = (status: number, body = '[{"id":"b-2"}]', alone = 200) =>
    verdicts(
      cacheEtagPerUser,
      model,
      exchange(1, { ...base, step: 'control', body: '[{"id":"b-1"}]' }),
      exchange(2, { ...base, step: 'other-alone', status: alone, body }),
      exchange(3, { ...base, step: 'other-with-etag', control: 2, status }),
      ...others,
    );
  test('says nothing of other data', () => {
    expect(judged(200)).toEqual(['token: holds']);
    expect(judged(403)).toEqual(['token: holds']);
    expect(judged(304)).toEqual(['token: violated']);
  });
  test('may do so of the same data; nothing follows from silence or a refused caller', () => {
    expect(judged(304, '[{"id":"b-1"}]')).toEqual(['token: noted']);
    expect(judged(503)).toEqual(['token: untestable']);
    expect(judged(304, '', 403)).toEqual(['token: untestable']);
    expect(verdicts(cacheEtagPerUser, model, exchange(1, { ...base, step: 'control' }), ...others)).toEqual([
      'all: noted',
    ]);
  });
});

test('304, 206 and 416 need no declaration where they were asked for', () => {
  const judged = (status: number, field: string) =>
    verdicts(responseStatusDeclared, model, exchange(1, { status, sent: [[field, 'x']] }));
  expect(judged(304, 'If-None-Match')).toEqual([]);
  expect(judged(206, 'Range')).toEqual([]);
  expect(judged(206, 'If-None-Match')).toEqual(['GET /books → 206: violated']);
  expect(judged(304, 'Accept')).toEqual(['GET /books → 304: violated']);
});
