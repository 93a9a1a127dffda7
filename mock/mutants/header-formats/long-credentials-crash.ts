import type { Mutant } from '../mutant.ts';
import { beforeAuthentication } from '../wrap.ts';

export const longCredentialsCrash: Mutant = {
  id: 'long-credentials-crash',
  lie: 'A credential of more than 4,000 characters is an unhandled exception.',
  fails: ['http-oversized-credentials', 'http-malformed-never-5xx'],
  appliesTo: () => true,
  options: () =>
    beforeAuthentication((call) => {
      if (call.request.rawHeaders.some((text) => text.length > 4000))
        throw new RangeError('the credential does not fit');
      return undefined;
    }),
};
