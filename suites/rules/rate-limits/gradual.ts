import type { Rule } from '../../rule.ts';
import { rlGradualRefill } from './rl-gradual-refill.ts';

/** Rules on limits that give their budget back little by little. */
export const gradualLimitsRules: readonly Rule[] = [rlGradualRefill];
