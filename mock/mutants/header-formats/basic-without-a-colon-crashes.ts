import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, setBasic } from '../wrap.ts';

export const basicWithoutAColonCrashes: Mutant = {
  id: 'basic-without-a-colon-crashes',
  lie: 'Basic credentials without a colon are taken apart as if they had one, which is an unhandled exception.',
  fails: [
    'http-malformed-never-5xx',
    'basic-colonless',
    'basic-double-encoding',
    'bearer-wrong-scheme-rejected',
    'credential-junk-refused',
  ],
  appliesTo: (model) =>
    [...model.schemes.values()].some(({ template }) => template.includes(':{user.password}')),
  options: () =>
    beforeAuthentication((call) => {
      setBasic(call, (text) => {
        if (!text.includes(':')) throw new Error('no password');
        return undefined;
      });
      return undefined;
    }),
};
