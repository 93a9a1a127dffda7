import { editRefusals } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { hasRefresh, isRefresh } from './applies.ts';

const bad = new Set(['bad-credential', 'malformed', 'unknown', 'tampered', 'expired', 'revoked']);

export const refusedRefreshAnswers409: Mutant = {
  id: 'refused-refresh-answers-409',
  lie: 'A refused refresh is answered with 409, which the document does not know.',
  fails: ['response-status-declared', 'refresh-error-shape'],
  appliesTo: hasRefresh,
  model: (model) =>
    editRefusals(model, (refusal, operation) =>
      isRefresh(operation) && bad.has(refusal.cause) ? { ...refusal, status: 409 } : refusal,
    ),
};
