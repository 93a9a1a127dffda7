import type { Mutant } from '../mutant.ts';
import { afterAuthentication } from '../wrap.ts';

export const unknownTokenIsForbidden: Mutant = {
  id: 'unknown-token-is-forbidden',
  lie: 'A credential that was never given out is answered with 403.',
  fails: ['bearer-invalid-token-401', 'credential-unknown-401'],
  appliesTo: () => true,
  options: () =>
    afterAuthentication((_, refused) =>
      refused?.cause === 'unknown' ? { ...refused, cause: 'no-right' } : refused,
    ),
};
