import type { Rule } from '../../rule.ts';

export const authorisationRules: readonly Rule[] = [];
