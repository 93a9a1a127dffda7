import { describe, expect, test } from 'vitest';
import { normalBody, normalText } from './normal-body.ts';

const a = '6f1c3a52-7d0e-4c11-9a3b-0d5e8f7a1b2c';
const b = '0b8e2d41-11aa-4f3e-8c55-5a4b3c2d1e0f';
const same = (one: unknown, other: unknown, kind: 'data' | 'refusal') =>
  normalBody(JSON.stringify(one), kind) === normalBody(JSON.stringify(other), kind);

describe('what may differ in every answer', () => {
  test.each<[unknown, unknown]>([
    [{ requestId: 'r-1' }, { requestId: 'r-2' }],
    [{ 'x-correlation-id': 1 }, { 'x-correlation-id': 2 }],
    [{ meta: { timestamp: 'now' } }, { meta: { timestamp: 'later' } }],
    [{ at: '2026-01-05T09:00:00.123Z' }, { at: '2026-01-05T09:00:07Z' }],
    [{ served: 1_767_600_000 }, { served: 1_767_600_009 }],
    [{ quota: { used: 3 } }, { quota: { used: 4 } }],
    [{ remaining_requests: 41 }, { remaining_requests: 40 }],
    [{ self: '/books?probe=alone-1' }, { self: '/books' }],
    [{ self: '/books?probe=alone-1&page=2' }, { self: '/books?page=2' }],
    [
      { one: 1, two: 2 },
      { two: 2, one: 1 },
    ],
    [[{ note: `see ${a}` }], [{ note: `see ${b}` }]],
  ])('%j is %j', (one, other) => {
    expect(same(one, other, 'data')).toBe(true);
    expect(same(one, other, 'refusal')).toBe(true);
  });

  test('ids are data, but not in refusals', () => {
    expect(same([{ id: a }], [{ id: b }], 'data')).toBe(false);
    expect(same([{ companyId: 9_000_000_001 }], [{ companyId: 9_000_000_002 }], 'data')).toBe(false);
    expect(same({ errors: [{ id: a }] }, { errors: [{ id: b }] }, 'refusal')).toBe(true);
  });

  test('what else differs counts', () => {
    expect(same({ title: 'Dune' }, { title: 'Emma' }, 'data')).toBe(false);
    expect(same({ message: 'no' }, { message: 'no', hint: 'nearly' }, 'refusal')).toBe(false);
    expect(same({ message: 'no' }, { message: 'no', requestId: 1 }, 'refusal')).toBe(false);
    expect(same({ error: 'unknown' }, { error: 'wrong secret' }, 'refusal')).toBe(false);
  });

  test('texts that are no JSON', () => {
    expect(normalText(`No. Reference ${a}, Ray 8d1f0c2b3a4e5f60`, 'refusal')).toBe('No. Reference ·, Ray ·');
    expect(normalBody('at Mon, 05 Jan 2026 09:00:10 GMT', 'data')).toBe('at ·');
    expect(normalBody(undefined, 'data')).toBe('');
  });
});
