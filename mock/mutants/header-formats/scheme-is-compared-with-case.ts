import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, setAuthorization } from '../wrap.ts';

export const schemeIsComparedWithCase: Mutant = {
  id: 'scheme-is-compared-with-case',
  lie: 'Only Bearer and Basic in this very spelling are understood.',
  fails: ['http-scheme-case-insensitive'],
  appliesTo: () => true,
  options: () =>
    beforeAuthentication((call) => {
      setAuthorization(call, (value) => (/^(?:Bearer|Basic) /.test(value) ? undefined : 'Other x'));
      return undefined;
    }),
};
