import type { Mutant } from '../mutant.ts';

export const secretsMutants: readonly Mutant[] = [];
