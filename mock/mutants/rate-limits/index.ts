import type { Mutant } from '../mutant.ts';

export const rateLimitsMutants: readonly Mutant[] = [];
