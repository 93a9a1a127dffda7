import type { Mutant } from '../mutant.ts';

export const headerFormatsMutants: readonly Mutant[] = [];
