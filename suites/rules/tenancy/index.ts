import type { Rule } from '../../rule.ts';

export const tenancyRules: readonly Rule[] = [];
