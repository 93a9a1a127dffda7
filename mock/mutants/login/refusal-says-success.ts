import { editRefusals } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { isPasswordLogin } from './applies.ts';

export const refusalSaysSuccess: Mutant = {
  id: 'refusal-says-success',
  lie: 'The body of a refused login says success: true.',
  fails: ['response-matches-document', 'login-envelope'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) =>
        isPasswordLogin(operation) &&
        JSON.stringify(operation.refusals.get('wrong-login')?.body ?? null).includes('"success":false'),
    ),
  model: (model) =>
    editRefusals(model, (refusal, operation) =>
      isPasswordLogin(operation) && refusal.cause === 'wrong-login' && typeof refusal.body === 'object'
        ? { ...refusal, body: { ...refusal.body, success: true } }
        : refusal,
    ),
};
