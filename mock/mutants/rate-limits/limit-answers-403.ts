import type { Answer } from '../../../spec/model.ts';
import { editOperations } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { limitsByCredential } from './applies.ts';

export const limitAnswers403: Mutant = {
  id: 'limit-answers-403',
  lie: 'A reached limit is answered with 403.',
  fails: [
    'authz-matrix-allow',
    'scope-wildcard',
    'http-404-hiding-is-consistent',
    'rl-429-status',
    'rl-per-key',
    'rl-counts-as-declared',
    'rl-retry-after-honest',
  ],
  appliesTo: limitsByCredential,
  model: (model) =>
    editOperations(model, (operation) => {
      const limited = operation.refusals.get('rate-limit');
      const answer = operation.responses.get(429);
      if (limited === undefined || answer === undefined) return operation;
      const responses = new Map<number, Answer>([...operation.responses, [403, { ...answer, status: 403 }]]);
      return {
        ...operation,
        responses,
        refusals: new Map([...operation.refusals, ['rate-limit', { ...limited, status: 403 }]]),
      };
    }),
};
