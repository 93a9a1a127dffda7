import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, setAuthorization, takes } from '../wrap.ts';

export const schemeOfBasicIsIgnored: Mutant = {
  id: 'scheme-of-basic-is-ignored',
  lie: 'What follows any scheme is decoded as Basic.',
  fails: ['basic-wrong-scheme-rejected'],
  appliesTo: (model) => takes(model, 'basic'),
  options: () =>
    beforeAuthentication((call) => {
      setAuthorization(call, (value) =>
        /^(?:token|jwt|digest|apikey) /i.test(value) ? value.replace(/^\w+/, 'Basic') : undefined,
      );
      return undefined;
    }),
};
