import type { Mutant } from '../mutant.ts';

export const authorisationMutants: readonly Mutant[] = [];
