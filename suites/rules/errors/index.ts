import type { Rule } from '../../rule.ts';

export const errorsRules: readonly Rule[] = [];
