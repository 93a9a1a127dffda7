import { pbkdf2Sync } from 'node:crypto';
import { afterAuthentication } from '../wrap.ts';
import type { LoadMutant } from './load-mutant.ts';

/** So many take some forty milliseconds of a processor, far more than any honest answer does on a busy one. */
const iterations = 60_000;

export const unknownCredentialsAreHashedSlowly: LoadMutant = {
  id: 'unknown-credentials-are-hashed-slowly',
  lie: 'A credential that no cache knows is compared with a slow hash: anybody can keep the server busy with made-up ones.',
  failsProbe: 'refusal-cost',
  verdict: 'warn',
  appliesTo: (model) => [...model.credentials.values()].some(({ isPassword }) => !isPassword),
  options: () =>
    afterAuthentication((_, refused) => {
      if (refused?.cause === 'unknown') pbkdf2Sync('made up', 'salt', iterations, 64, 'sha512');
      return refused;
    }),
};
