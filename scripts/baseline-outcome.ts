import { stringify } from 'yaml';
import type { Outcome, RuleResult, Verdict } from '../spec/outcome.ts';
import type { ReportInput, RunResult } from '../spec/run.ts';
import { conclusionOf } from '../suites/conclude.ts';
import type { Baseline, BaselineEntry } from './baseline.ts';
import { type ExitCode, exitCodeOfAll, exitCodes } from './exit-codes.ts';

/**
 * Lays a baseline over runs: known failures are marked, and each run says what was unexpected, stale, expired or could
 * not be judged. Pure; `today` is a day in UTC (`2027-03-31`).
 */
export function withBaseline(
  inputs: readonly ReportInput[],
  { expected }: Baseline,
  today: string,
): readonly ReportInput[] {
  const runs = inputs.map(({ run }) => run);
  const isExpired = ({ until }: BaselineEntry) => until !== undefined && until < today;
  const excusing = expected.filter((entry) => !isExpired(entry));
  const expired = expected.filter(isExpired).map((entry) => `${name(entry)} (until ${entry.until})`);
  // One file serves several documents: an entry is stale if no run that judged its rule still fails.
  const states = expected.map((entry) => ({ entry, state: stateOf(entry, runs) }));
  const named = (state: State) => states.filter((one) => one.state === state).map(({ entry }) => name(entry));
  return inputs.map(({ run, model }) => {
    const marked = run.rules.map((rule) => markKnown(rule, excusing));
    const failures = marked.flatMap((rule) => rule.verdicts).filter(({ outcome }) => outcome === 'fail');
    const baseline = {
      known: failures.filter(({ known }) => known !== undefined).length,
      unexpected: failures.filter(({ known }) => known === undefined).map(name),
      stale: named('stale'),
      expired,
      unjudged: named('unjudged'),
    };
    return { model, run: { ...run, rules: marked, baseline } };
  });
}

/** With a baseline, known failures do not fail runs; new ones, stale and expired entries do. */
export function exitCodeWithBaseline(runs: readonly RunResult[]): ExitCode {
  const isWrong = runs.some(
    ({ baseline }) =>
      baseline !== undefined &&
      [baseline.unexpected, baseline.stale, baseline.expired].some((texts) => texts.length > 0),
  );
  if (isWrong) return exitCodes.nonConformant;
  return exitCodeOfAll(runs.map((run) => ({ ...run, conclusion: conclusionWithoutKnown(run) })));
}

/** What the run would come to if its known failures were warnings. */
function conclusionWithoutKnown(run: RunResult): RunResult['conclusion'] {
  const rules = run.rules.map((rule): RuleResult => {
    const verdicts = rule.verdicts.map((verdict) =>
      verdict.known === undefined ? verdict : { ...verdict, outcome: 'warn' as const },
    );
    const failing = verdicts.some(({ outcome }) => outcome === 'fail');
    return {
      ...rule,
      verdicts,
      outcome: rule.outcome === 'fail' && !failing ? restOf(verdicts) : rule.outcome,
    };
  });
  return conclusionOf({ ...run, rules });
}

const restOf = (verdicts: readonly Verdict[]): Outcome =>
  (['error', 'untestable'] as const).find((grave) => verdicts.some(({ outcome }) => outcome === grave)) ??
  'warn';

/** Lines for people: what the baseline does not explain. */
export function tellBaseline(runs: readonly RunResult[]): readonly string[] {
  const unexpected = runs.flatMap((run) => run.baseline?.unexpected ?? []);
  const { stale = [], expired = [], unjudged = [] } = runs[0]?.baseline ?? {};
  return [
    ...unexpected.map((text) => `not in the baseline: ${text}`),
    ...stale.map((text) => `stale in the baseline, no longer fails: ${text}`),
    ...expired.map((text) => `expired in the baseline: ${text}`),
    ...unjudged.map((text) => `in the baseline, but this run could not judge it: ${text}`),
  ];
}

/** A baseline that excuses every failure of the runs that none excuses yet, to be read and given reasons. */
export function draftBaseline(runs: readonly RunResult[]): string {
  const failures = runs
    .flatMap((run) => run.rules.flatMap((rule) => rule.verdicts))
    .filter(({ outcome }) => outcome === 'fail');
  const entries = new Map(
    failures.map(({ rule, case: ofCase, known }) => [
      name({ rule, case: ofCase }),
      { rule, case: ofCase, ...(known ?? {}) },
    ]),
  );
  const head = [
    '# Known failures, drafted from a run. Each excuses one case of one rule; without `case` it would excuse all.',
    '# Give each a `reason`, and `until: 2027-03-31` where it is to be mended by then.',
  ];
  return `${head.join('\n')}\n${stringify({ expected: [...entries.values()] }, { lineWidth: 0 })}`;
}

type State = 'failing' | 'stale' | 'unjudged';

/** Rules that a run was not asked for (`--only`) are left alone. */
function stateOf(entry: BaselineEntry, runs: readonly RunResult[]): State | undefined {
  const states = runs.flatMap((run) => {
    const rule = run.rules.find((one) => one.rule === entry.rule);
    return rule === undefined ? [] : [stateIn(entry, rule)];
  });
  return (['failing', 'unjudged', 'stale'] as const).find((state) => states.includes(state));
}

function stateIn(entry: BaselineEntry, rule: RuleResult): State {
  const ofCase = rule.verdicts.filter(({ case: name }) => entry.case === undefined || name === entry.case);
  if (ofCase.some(({ outcome }) => outcome === 'fail')) return 'failing';
  const looked = ofCase.length > 0 ? ofCase : rule.verdicts;
  return looked.some(({ outcome }) => outcome === 'untestable' || outcome === 'error') ? 'unjudged' : 'stale';
}

function markKnown(rule: RuleResult, expected: readonly BaselineEntry[]): RuleResult {
  return {
    ...rule,
    verdicts: rule.verdicts.map((verdict) => {
      const entry =
        verdict.outcome === 'fail'
          ? expected.find(
              (one) => one.rule === verdict.rule && (one.case === undefined || one.case === verdict.case),
            )
          : undefined;
      if (entry === undefined) return verdict;
      const { reason, until } = entry;
      const known = {
        ...(reason === undefined ? {} : { reason }),
        ...(until === undefined ? {} : { until }),
      };
      return { ...verdict, known };
    }),
  };
}

function name({ rule, case: ofCase }: { readonly rule: string; readonly case?: string }): string {
  return ofCase === undefined ? rule : `${rule} [${ofCase}]`;
}
