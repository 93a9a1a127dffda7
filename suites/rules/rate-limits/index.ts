import type { Rule } from '../../rule.ts';

export const rateLimitsRules: readonly Rule[] = [];
