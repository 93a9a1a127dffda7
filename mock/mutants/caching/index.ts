import type { Mutant } from '../mutant.ts';

export const cachingMutants: readonly Mutant[] = [];
