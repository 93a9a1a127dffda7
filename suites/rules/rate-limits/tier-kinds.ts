import type { Rule } from '../../rule.ts';
import { rlFailuresOnly } from './rl-failures-only.ts';
import { rlGradualRefill } from './rl-gradual-refill.ts';

/** Rules on limits of a special kind: those that give back little by little, and those that count failures alone. */
export const tierKindRules: readonly Rule[] = [rlGradualRefill, rlFailuresOnly];
