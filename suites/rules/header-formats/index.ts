import type { Rule } from '../../rule.ts';

export const headerFormatsRules: readonly Rule[] = [];
