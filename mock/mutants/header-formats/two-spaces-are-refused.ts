import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, setAuthorization } from '../wrap.ts';

export const twoSpacesAreRefused: Mutant = {
  id: 'two-spaces-are-refused',
  lie: 'The field is split at one space, so that two give an empty token.',
  fails: ['http-credentials-1sp', 'http-credentials-grammar-refused'],
  appliesTo: () => true,
  options: () =>
    beforeAuthentication((call) => {
      setAuthorization(call, (value) => value.split(' ').slice(0, 2).join(' '));
      return undefined;
    }),
};
