import type { Mutant } from '../mutant.ts';

export const jwtMutants: readonly Mutant[] = [];
