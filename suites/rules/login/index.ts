import type { Rule } from '../../rule.ts';

export const loginRules: readonly Rule[] = [];
