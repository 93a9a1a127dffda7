import type { Rule } from '../../rule.ts';

export const cachingRules: readonly Rule[] = [];
