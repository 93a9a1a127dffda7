import type { Mutant } from '../mutant.ts';

export const tenancyMutants: readonly Mutant[] = [];
