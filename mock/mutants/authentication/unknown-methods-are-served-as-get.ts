import type { Mutant } from '../mutant.ts';
import { afterRouting } from '../wrap.ts';

export const unknownMethodsAreServedAsGet: Mutant = {
  id: 'unknown-methods-are-served-as-get',
  lie: 'PROPFIND falls through to the GET handler, past the guard.',
  fails: ['http-unknown-method'],
  appliesTo: () => true,
  options: () =>
    afterRouting((call, refused) => {
      if (refused || call.request.method !== 'PROPFIND') return refused;
      call.operation = call.route?.operations.get('GET');
      call.guard = undefined;
      return undefined;
    }),
};
