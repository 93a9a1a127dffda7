import { authenticationMutants } from './authentication/index.ts';
import { authorisationMutants } from './authorisation/index.ts';
import { cachingMutants } from './caching/index.ts';
import { errorsMutants } from './errors/index.ts';
import { headerFormatsMutants } from './header-formats/index.ts';
import { jwtMutants } from './jwt/index.ts';
import { lifecycleMutants } from './lifecycle/index.ts';
import { loginMutants } from './login/index.ts';
import type { Mutant } from './mutant.ts';
import { rateLimitsMutants } from './rate-limits/index.ts';
import { secretsMutants } from './secrets/index.ts';
import { tenancyMutants } from './tenancy/index.ts';

/** Every mutant, by family. */
export const mutants: readonly Mutant[] = [
  ...authenticationMutants,
  ...headerFormatsMutants,
  ...errorsMutants,
  ...cachingMutants,
  ...secretsMutants,
  ...lifecycleMutants,
  ...authorisationMutants,
  ...tenancyMutants,
  ...loginMutants,
  ...jwtMutants,
  ...rateLimitsMutants,
];
