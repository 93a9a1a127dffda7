import { expect, test } from 'vitest';
import { exchange, tinyModel, verdicts } from '../../judging/history.test-data.ts';
import { authzDeniedHasNoSideEffect } from './authz-denied-has-no-side-effect.ts';

const read = (seq: number, step: string, body: string) =>
  exchange(seq, {
    experiment: 'matrix-sweep',
    step,
    case: 'PUT /settings',
    operation: 'GET /settings',
    body,
    detail: { oracle: 'entry', label: 'member', record: '' },
  });

test.each([
  ['as it was', '{"lang":"en"}', 'holds'],
  ['changed', '{"lang":"fr"}', 'violated'],
])('what stands alone at its path is compared whole: %s', (_, after, verdict) => {
  expect(
    verdicts(
      authzDeniedHasNoSideEffect,
      tinyModel(),
      read(1, 'state-before', '{"lang":"en"}'),
      exchange(2, { experiment: 'matrix-sweep', step: 'denied', operation: 'PUT /settings', status: 403 }),
      read(3, 'state-after', after),
    ),
  ).toEqual([`PUT /settings (member): ${verdict}`]);
});
