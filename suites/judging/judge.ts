import { isBare } from '../../spec/bare.ts';
import type { History } from '../../spec/history.ts';
import type { AuthModel } from '../../spec/model.ts';
import { grade, type Outcome, type RuleResult, type Verdict, weakest, worst } from '../../spec/outcome.ts';
import { experimentById } from '../experiments/index.ts';
import { modelFor } from '../model-for.ts';
import type { Finding, Rule } from '../rule.ts';
import { clockRungOf } from './clock-rung.ts';
import { excuseOf, excuseOfAbsence, excuseOfAll } from './excuses.ts';
import { View } from './view.ts';

/** Judges a sealed history by rules. Pure: the same history gives the same verdicts, now or from a file. */
export function judge(
  model: AuthModel,
  history: History,
  rules: readonly Rule[],
  options: { readonly strict: boolean },
): readonly RuleResult[] {
  const view = new View(modelFor(model, history.target.overlay), history);
  return rules.map((rule) => judgeRule(view, rule, options.strict));
}

/** Judges by one rule. A rule that breaks is an `error` of the harness, never a verdict on the target. */
export function judgeRule(view: View, rule: Rule, strict: boolean): RuleResult {
  const verdicts = verdictsOf(view, rule, strict).map((verdict) => {
    const clock = clockRungOf(view, rule, verdict);
    return clock === undefined ? verdict : { ...verdict, clock };
  });
  const { id, title, level, family, sources } = rule;
  return {
    rule: id,
    title,
    level,
    family,
    statements: statementsFor(view, rule),
    sources,
    outcome: outcomeOfAll(verdicts, strict),
    verdicts,
  };
}

/** The worst; what is excused counts only where nothing else was judged, or by strict grading. */
function outcomeOfAll(verdicts: readonly Verdict[], strict: boolean): Outcome {
  const counted = strict ? verdicts : verdicts.filter(({ excused }) => excused === undefined);
  return worst((counted.length === 0 ? verdicts : counted).map(({ outcome }) => outcome));
}

function verdictsOf(view: View, rule: Rule, strict: boolean): readonly Verdict[] {
  const whole = (outcome: Outcome, observed: string, excused?: string): readonly Verdict[] => [
    {
      ...frame(view, rule),
      case: 'all',
      outcome,
      expected: rule.title,
      observed,
      evidence: [],
      grounds: [],
      ...(excused === undefined ? {} : { excused }),
    },
  ];
  const applies = rule.applies(view.model);
  if (applies !== true) return whole('not-applicable', applies);
  const missing = experimentsState(view, rule);
  if (missing !== undefined && missing.outcome !== 'untestable')
    return whole(missing.outcome, missing.reason);
  let findings: readonly Finding[];
  try {
    findings = rule.judge(view);
  } catch (error) {
    return whole('error', `the rule broke: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (findings.length === 0) {
    const parts = partsLacking(view, rule);
    const first = parts.find(({ excused }) => excused === undefined) ?? parts[0];
    // What excuses the one excuses not the other.
    if (missing !== undefined) return [...parts, ...whole('untestable', missing.reason, missing.excused)];
    if (first !== undefined) return whole('untestable', first.observed, first.excused);
    return whole('untestable', 'no case arose in this run', excuseOfAbsence(view, rule));
  }
  const verdicts = [
    ...findings.map((finding) => verdictOf(view, rule, finding, strict)),
    ...partsLacking(view, rule),
  ];
  return withStaleDeparture(
    view,
    rule,
    missing === undefined ? verdicts : [...verdicts, ...whole('untestable', missing.reason, missing.excused)],
  );
}

/** What an experiment could not try in part: never silently left out of a rule's verdict. */
function partsLacking(view: View, rule: Rule): readonly Verdict[] {
  const notes = rule.experiments
    .flatMap((id) => view.notes('lacking', id))
    .filter((note) => note.about !== '');
  return notes.map((note) => ({
    ...frame(view, rule),
    case: `${note.experiment}: ${note.about}`,
    outcome: 'untestable',
    expected: rule.title,
    observed: note.message,
    evidence: [],
    grounds: [],
    ...excuseOf(view, note),
  }));
}

/** Why the experiments of a rule gave it nothing, or not all. */
function experimentsState(
  view: View,
  rule: Rule,
): { outcome: 'error' | 'untestable' | 'not-applicable'; reason: string; excused?: string } | undefined {
  const broke = rule.experiments.flatMap((id) => view.notes('broke', id)).at(0);
  if (broke !== undefined) return { outcome: 'error', reason: `${broke.experiment} broke: ${broke.message}` };
  const inapplicable = rule.experiments.map(
    (id) => experimentById(id)?.applies(view.model) ?? `no experiment ${id}`,
  );
  const reasons = inapplicable.filter((reason) => reason !== true);
  if (rule.experiments.length > 0 && reasons.length === rule.experiments.length)
    return { outcome: 'not-applicable', reason: String(reasons[0]) };
  const whole = rule.experiments
    .flatMap((id) => view.notes('lacking', id))
    .filter((note) => note.about === '');
  const lacking = whole.find((note) => excuseOf(view, note).excused === undefined) ?? whole[0];
  if (lacking === undefined) return undefined;
  return { outcome: 'untestable', reason: lacking.message, ...excuseOf(view, lacking) };
}

function verdictOf(view: View, rule: Rule, finding: Finding, strict: boolean): Verdict {
  const grounds = finding.grounds ?? [];
  const departure = view.model.departures.get(rule.id);
  const departs =
    departure !== undefined && finding.verdict === 'violated' && finding.strictlyJudged !== true;
  return {
    ...frame(view, rule),
    case: finding.case,
    outcome: departs ? 'info' : outcomeOf(rule, finding, strict),
    expected: finding.expected,
    observed: finding.observed,
    evidence: finding.evidence,
    grounds,
    ...(finding.verdict === 'untestable' && finding.evidence.length === 0 ? excuseOfAll(view, rule) : {}),
    ...(departs ? { departure: `documented departure from ${departure.from}: ${departure.because}` } : {}),
  };
}

function outcomeOf(rule: Rule, finding: Finding, strict: boolean): Outcome {
  switch (finding.verdict) {
    case 'holds':
      return 'pass';
    case 'noted':
      return 'info';
    case 'untestable':
      return 'untestable';
    case 'violated':
      return grade(rule.level, finding.grounds ?? [], strict);
  }
}

/** A declared departure that no longer departs is stale: the document must say what is. Told only if every case was judged. */
function withStaleDeparture(view: View, rule: Rule, verdicts: readonly Verdict[]): readonly Verdict[] {
  const departure = view.model.departures.get(rule.id);
  const judged =
    verdicts.some(({ outcome }) => outcome === 'pass') &&
    !verdicts.some(({ outcome }) => outcome === 'untestable');
  const open = departure !== undefined && weakest(Object.values(departure.facts).flat()) === 'open';
  if (
    departure === undefined ||
    open ||
    !judged ||
    verdicts.some((verdict) => verdict.departure !== undefined)
  )
    return verdicts;
  return [
    ...verdicts,
    {
      ...frame(view, rule),
      case: 'departure',
      outcome: 'fail',
      grounds: [],
      evidence: [],
      expected: `the declared departure from ${departure.from} to be seen`,
      observed: 'nothing departs: the entry in x-auth-departures is stale',
    },
  ];
}

function frame(view: View, rule: Rule): Pick<Verdict, 'rule' | 'level' | 'cites'> {
  return { rule: rule.id, level: rule.level, cites: [...statementsFor(view, rule), ...rule.sources] };
}

/** Statements are those of the documents that cite them; to a document that cites nothing they say nothing. */
function statementsFor(view: View, rule: Rule): readonly string[] {
  return isBare(view.model) ? [] : rule.statements;
}
