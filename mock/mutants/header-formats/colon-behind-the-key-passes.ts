import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, setBasic } from '../wrap.ts';

export const colonBehindTheKeyPasses: Mutant = {
  id: 'colon-behind-the-key-passes',
  lie: 'A key that is sent as a user name with an empty password passes for the key alone.',
  fails: ['basic-colonless'],
  appliesTo: (model) =>
    [...model.schemes.values()].some(
      ({ carrier, template }) =>
        carrier.in === 'header' && carrier.scheme?.toLowerCase() === 'basic' && !template.includes(':'),
    ),
  options: () =>
    beforeAuthentication((call) => {
      setBasic(call, (text) => (text.endsWith(':') ? text.slice(0, -1) : undefined));
      return undefined;
    }),
};
