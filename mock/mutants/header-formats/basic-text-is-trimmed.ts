import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, setBasic, takes } from '../wrap.ts';

export const basicTextIsTrimmed: Mutant = {
  id: 'basic-text-is-trimmed',
  lie: 'Blanks and control characters around decoded Basic credentials are taken off.',
  fails: ['basic-control-chars'],
  appliesTo: (model) => takes(model, 'basic'),
  options: () =>
    beforeAuthentication((call) => {
      setBasic(call, (text) => text.replace(/^\p{Cc}+|\p{Cc}+$/gu, ''));
      return undefined;
    }),
};
