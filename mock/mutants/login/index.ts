import type { Mutant } from '../mutant.ts';

export const loginMutants: readonly Mutant[] = [];
