import type { Rule } from '../../rule.ts';

export const jwtRules: readonly Rule[] = [];
