import type { History } from '../spec/history.ts';
import type { AuthModel } from '../spec/model.ts';
import { type Outcome, outcomesWorstFirst, type RuleResult } from '../spec/outcome.ts';
import type { ExperimentResult, RunResult } from '../spec/run.ts';
import { clockSkewOf } from './clock-skew.ts';
import { judge } from './judging/judge.ts';
import { excusesOf, staleLacks } from './lacks.ts';
import type { Rule } from './rule.ts';

export interface ConclusionParts {
  readonly rules: readonly Rule[];
  readonly strict: boolean;
  readonly embedded: boolean;
  readonly seed?: string;
  readonly tool: { readonly name: string; readonly version: string };
}

/** From a sealed history to a result; also how a stored history is judged again. */
export function conclude(
  model: AuthModel,
  history: History,
  experiments: readonly ExperimentResult[],
  parts: ConclusionParts & { readonly durationMs: number },
): RunResult {
  const rules = judge(model, history, parts.rules, { strict: parts.strict });
  const { cutShort, stopped } = history;
  const clockSkew = clockSkewOf(history, history.target.overlay?.tolerances?.clockSkewSeconds);
  return {
    tool: parts.tool,
    spec: { name: model.name, title: model.title },
    target: { baseUrl: history.target.baseUrl, embedded: parts.embedded },
    startedAt: history.startedAt,
    durationMs: Math.round(parts.durationMs),
    strict: parts.strict,
    ...(parts.seed === undefined ? {} : { seed: parts.seed }),
    ...(cutShort === undefined ? {} : { cutShort }),
    ...(stopped === undefined ? {} : { stopped }),
    conclusion: conclusionOf({ rules, experiments, strict: parts.strict, cutShort, stopped }),
    counts: countOutcomes(rules),
    ...(history.target.overlay === undefined
      ? {}
      : { excused: excusesOf(rules), warnings: staleLacks(model, history) }),
    ...(clockSkew === undefined ? {} : { clockSkew }),
    rules,
    experiments,
    requests: history.events.filter((event) => event.kind === 'exchange' && event.transport !== 'hook')
      .length,
    history,
  };
}

/** What a run comes to: the gravest of what its rules and experiments say. */
export function conclusionOf({
  rules,
  experiments,
  strict,
  cutShort,
  stopped,
}: Judged): RunResult['conclusion'] {
  if (rules.some((rule) => rule.outcome === 'fail')) return 'non-conformant';
  if (rules.some((rule) => rule.outcome === 'error') || experiments.some(({ state }) => state === 'broke'))
    return 'error';
  const untested = rules.some(
    (rule) =>
      rule.level === 'MUST' &&
      rule.verdicts.some(
        ({ outcome, excused }) => outcome === 'untestable' && (strict || excused === undefined),
      ),
  );
  const nothingJudged = !rules.some((rule) => rule.outcome === 'pass' || rule.outcome === 'warn');
  // What was not tried says nothing, not even to rules that watch all traffic.
  const isCut = cutShort !== undefined || stopped !== undefined;
  return untested || nothingJudged || isCut ? 'incomplete' : 'conformant';
}

type Judged = Pick<RunResult, 'rules' | 'experiments' | 'strict'> & {
  readonly [Key in 'cutShort' | 'stopped']?: RunResult[Key] | undefined;
};

function countOutcomes(rules: readonly RuleResult[]): Readonly<Record<Outcome, number>> {
  const zero = Object.fromEntries(outcomesWorstFirst.map((outcome) => [outcome, 0])) as Record<
    Outcome,
    number
  >;
  for (const rule of rules) zero[rule.outcome] += 1;
  return zero;
}
