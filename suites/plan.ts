import { hash } from 'node:crypto';
import { UsageError } from '../spec/errors.ts';
import type { AuthModel } from '../spec/model.ts';
import type { RunResult } from '../spec/run.ts';
import type { Experiment } from './experiment.ts';
import { experiments } from './experiments/index.ts';
import type { Rule } from './rule.ts';
import { ruleById, rules } from './rules/index.ts';
import type { TargetConfig } from './target.ts';

/** What one scheduled run needs to know. Plain data: it crosses a process border. */
export interface Plan {
  readonly specFile: string;
  readonly target: TargetConfig;
  readonly embedded: boolean;
  readonly strict: boolean;
  /** Rule ids; empty: all. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly tool: { readonly name: string; readonly version: string };
  /** Decides the order of the experiments where they are isolated from each other; default: as listed. */
  readonly seed?: string;
  /** A file that appears when somebody stops the run. */
  readonly stopFile?: string;
  /** Where what is made on a target that others share is written down. */
  readonly journalFile?: string;
}

/** Plans that one worker carries out one after the other, each with its place among all plans. */
export type Lane = readonly { readonly index: number; readonly plan: Plan }[];

/** What the scheduler hands back, beside the run: the texts that must not stand in any artifact. Never written. */
export interface PlannedOutcome {
  readonly run: RunResult;
  readonly secretTexts: readonly string[];
}

/**
 * The rules that a plan asks for.
 * @throws UsageError for an id that no rule has, with near matches
 */
export function chooseRules(only: readonly string[], skip: readonly string[]): readonly Rule[] {
  for (const id of [...only, ...skip]) {
    if (ruleById(id) === undefined) {
      const near = rules
        .map((rule) => rule.id)
        .filter((known) => known.includes(id) || id.includes(known))
        .slice(0, 5);
      throw new UsageError(
        `there is no rule ${id}${near.length === 0 ? '' : `; did you mean ${near.join(', ')}?`} (authproof list shows all)`,
      );
    }
  }
  return rules.filter((rule) => (only.length === 0 || only.includes(rule.id)) && !skip.includes(rule.id));
}

/** The same order for the same seed, another for another. */
export function shuffled(chosen: readonly Experiment[], seed: string): readonly Experiment[] {
  const place = ({ id }: Experiment): string => hash('sha256', `${seed} ${id}`);
  return [...chosen].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

/** How long a run takes, compared with others: the more of the document there is to judge, the longer. */
export function weightOf(chosen: readonly Rule[], model: AuthModel): number {
  return chosen.filter((rule) => rule.applies(model) === true).length;
}

/** The experiments that the rules need; a passive rule watches all traffic, so it needs them all. */
export function chooseExperiments(chosen: readonly Rule[], model: AuthModel): readonly Experiment[] {
  const applicable = chosen.filter((rule) => rule.applies(model) === true);
  if (applicable.some((rule) => rule.experiments.length === 0)) return experiments;
  return experiments.filter((experiment) =>
    applicable.some((rule) => rule.experiments.includes(experiment.id)),
  );
}
