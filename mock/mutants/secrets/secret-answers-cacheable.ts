import { credentialVerb, inHeaders } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const secretAnswersCacheable: Mutant = {
  id: 'secret-answers-cacheable',
  lie: 'Answers that display a new secret may be stored by caches.',
  fails: ['token-response-no-store'],
  appliesTo: (model) => model.operations.some(credentialVerb('issue')),
  options: () => {
    const makes = credentialVerb('issue', 'login', 'refresh', 'rotate');
    return inHeaders(
      ({ operation, refusal }) => !refusal && operation !== undefined && makes(operation.operation),
      () => ({ 'Cache-Control': 'private, max-age=60' }),
    );
  },
};
