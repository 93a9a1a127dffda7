import { changeRefusal } from '../change.ts';
import { credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const revokedAnswers403: Mutant = {
  id: 'revoked-answers-403',
  lie: 'A revoked credential is answered with 403 instead of 401.',
  fails: ['err-body-status-matches', 'revoked-answers-like-unknown', 'user-removal-kills-tokens'],
  appliesTo: (model) =>
    model.operations.some(credentialVerb('revoke')) &&
    model.operations.some(({ console, refusals }) => !console && refusals.get('no-right')?.declared === true),
  model: (model) =>
    changeRefusal(model, ({ refusals }) => refusals.get('no-right')?.declared === true, 'revoked', 403),
};
