import type { Mutant } from './mutant.ts';
import { authenticationMutants } from './authentication/index.ts';
import { headerFormatsMutants } from './header-formats/index.ts';
import { errorsMutants } from './errors/index.ts';
import { cachingMutants } from './caching/index.ts';
import { secretsMutants } from './secrets/index.ts';
import { lifecycleMutants } from './lifecycle/index.ts';
import { authorisationMutants } from './authorisation/index.ts';
import { tenancyMutants } from './tenancy/index.ts';
import { loginMutants } from './login/index.ts';
import { jwtMutants } from './jwt/index.ts';
import { rateLimitsMutants } from './rate-limits/index.ts';

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
