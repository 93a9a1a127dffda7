import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, setAuthorization, takes } from '../wrap.ts';

export const controlCharactersAreStripped: Mutant = {
  id: 'control-characters-are-stripped',
  lie: 'Control characters are taken out of Authorization before it is read.',
  fails: ['http-ctl-in-field'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () =>
    beforeAuthentication((call) => {
      setAuthorization(call, (value) => value.replace(/\p{Cc}/gu, ''));
      return undefined;
    }),
};
