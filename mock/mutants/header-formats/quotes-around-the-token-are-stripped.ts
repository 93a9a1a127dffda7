import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, setAuthorization } from '../wrap.ts';

export const quotesAroundTheTokenAreStripped: Mutant = {
  id: 'quotes-around-the-token-are-stripped',
  lie: 'Quotes around a credential are taken off.',
  fails: ['http-credentials-grammar-refused'],
  appliesTo: () => true,
  options: () =>
    beforeAuthentication((call) => {
      setAuthorization(call, (value) => value.replace(/["']/g, ''));
      return undefined;
    }),
};
