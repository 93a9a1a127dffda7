import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, setAuthorization, takes } from '../wrap.ts';

export const brokenBase64Crashes: Mutant = {
  id: 'broken-base64-crashes',
  lie: 'Basic credentials that are not Base64 are an unhandled exception.',
  fails: [
    'http-malformed-never-5xx',
    'basic-raw-not-accepted',
    'basic-strict-base64',
    'credential-empty-refused',
    'http-comma-joined-credentials',
    'http-credentials-grammar-refused',
    'http-oversized-credentials',
  ],
  appliesTo: (model) => takes(model, 'basic'),
  options: () =>
    beforeAuthentication((call) => {
      setAuthorization(call, (value) => {
        if (/^basic /i.test(value)) atob(value.slice(6));
        return undefined;
      });
      return undefined;
    }),
};
