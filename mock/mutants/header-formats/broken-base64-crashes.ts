import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, setAuthorization, takes } from '../wrap.ts';

export const brokenBase64Crashes: Mutant = {
  id: 'broken-base64-crashes',
  lie: 'Basic credentials that do not decode to printable text are an unhandled exception.',
  fails: [
    'http-malformed-never-5xx',
    'basic-control-chars',
    'basic-raw-not-accepted',
    'basic-utf8',
    'bearer-wrong-scheme-rejected',
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
        if (/^basic /i.test(value) && !/^[ -~]+$/.test(atob(value.slice(6)))) {
          throw new Error('not text');
        }
        return undefined;
      });
      return undefined;
    }),
};
