import type { Mutant } from '../mutant.ts';

export const authenticationMutants: readonly Mutant[] = [];
