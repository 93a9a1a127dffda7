import { UsageError } from '../../spec/errors.ts';
import type { Outcome, RuleResult, Verdict } from '../../spec/outcome.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { ReadReport } from './read-report.ts';

/** What became of something between two runs. */
export type ChangeKind =
  | 'newly-failing'
  | 'newly-warning'
  /** Was judged, and is untestable, not applicable, broken or gone now: a capability was withdrawn. */
  | 'withdrawn'
  | 'rule-gone'
  | 'document-gone'
  | 'newly-passing'
  | 'newly-judged'
  | 'new-rule'
  | 'new-document'
  /** Level, meaning or citations of a rule. */
  | 'changed';

export interface Change {
  readonly kind: ChangeKind;
  readonly document: string;
  /** Empty where it is about a whole document. */
  readonly rule: string;
  /** Empty where it is about a whole rule. */
  readonly case: string;
  readonly before: string;
  readonly after: string;
  /** Why it is so now: what was observed, or what is lacking. */
  readonly reason: string;
  readonly evidence?: Evidence;
}

/** Where to look it up. */
export interface Evidence {
  readonly file: string;
  /** JSON pointer of the verdict in the file. */
  readonly pointer: string;
  /** Sequence numbers of the exchanges that show it, in the history of that run. */
  readonly exchanges: readonly number[];
}

export interface Comparison {
  readonly before: string;
  readonly after: string;
  /** Differences between the runs themselves: tool, target, strictness. */
  readonly notes: readonly string[];
  readonly changes: readonly Change[];
}

const judgedOutcomes: readonly Outcome[] = ['pass', 'fail', 'warn', 'info'];
const isJudged = ({ outcome }: Pick<Verdict, 'outcome'>): boolean => judgedOutcomes.includes(outcome);

/**
 * What two reports say differently, rule by rule and case by case. Pure.
 * @throws UsageError if they have no document in common
 */
export function compareReports(before: ReadReport, after: ReadReport): Comparison {
  const names = (report: ReadReport) => report.runs.map((run) => run.spec.name);
  const common = names(before).filter((name) => names(after).includes(name));
  if (common.length === 0)
    throw new UsageError(
      `${before.file} is about ${names(before).join(', ') || 'no document'}, ${after.file} about ${names(after).join(', ') || 'no document'}: nothing to compare`,
    );
  const changes = [
    ...before.runs.flatMap((old, index) => {
      const place = after.runs.findIndex((run) => run.spec.name === old.spec.name);
      const now = after.runs[place];
      if (now === undefined)
        return [ofDocument('document-gone', old.spec.name, 'was tested', 'not in the second report')];
      return compareRules(
        { document: old.spec.name, file: before.file, run: index, rules: old.rules },
        { document: now.spec.name, file: after.file, run: place, rules: now.rules },
      );
    }),
    ...after.runs.flatMap(({ spec, conclusion, rules }, index): readonly Change[] => {
      if (names(before).includes(spec.name)) return [];
      const side = { document: spec.name, file: after.file, run: index, rules };
      return [
        ofDocument('new-document', spec.name, 'not in the first report', conclusion),
        ...rules.flatMap((rule, place) =>
          failingIn({ ...side, rule, place }, 'a document that was not in the first report'),
        ),
      ];
    }),
  ];
  return {
    before: before.file,
    after: after.file,
    notes: notesOn(before, after, common),
    changes: order.flatMap((kind) => changes.filter((change) => change.kind === kind)),
  };
}

/** Gravest first. */
const order: readonly ChangeKind[] = [
  'newly-failing',
  'withdrawn',
  'rule-gone',
  'document-gone',
  'newly-warning',
  'changed',
  'newly-passing',
  'newly-judged',
  'new-rule',
  'new-document',
];

/** 1: something fails newly. 4: something is judged no more. 0: nothing got worse. */
export function exitCodeOfComparison({ changes }: Comparison, strict: boolean): ExitCode {
  const some = (...kinds: readonly ChangeKind[]) => changes.some(({ kind }) => kinds.includes(kind));
  if (some('newly-failing') || (strict && some('newly-warning'))) return exitCodes.nonConformant;
  return some('withdrawn', 'rule-gone', 'document-gone') ? exitCodes.incomplete : exitCodes.conformant;
}

interface Side {
  readonly document: string;
  readonly file: string;
  /** Place of the run in its file. */
  readonly run: number;
  readonly rules: readonly RuleResult[];
}

function compareRules(before: Side, after: Side): readonly Change[] {
  const { document } = before;
  const whole = { document, case: '' };
  const gone = before.rules.flatMap((rule, index): readonly Change[] => {
    const place = after.rules.findIndex((other) => other.rule === rule.rule);
    const now = after.rules[place];
    if (now === undefined)
      return rule.verdicts.some(isJudged)
        ? [
            {
              ...whole,
              kind: 'rule-gone',
              rule: rule.rule,
              before: rule.outcome,
              after: 'not in the run',
              reason: 'left out, or no rule any more',
            },
          ]
        : [];
    return [
      ...changedMeaning(document, rule, now),
      ...compareCases({ ...before, rule, place: index }, { ...after, rule: now, place }),
    ];
  });
  const fresh = after.rules.flatMap((rule, index): readonly Change[] => {
    if (before.rules.some((other) => other.rule === rule.rule)) return [];
    const side = { ...after, rule, place: index };
    return [
      {
        ...whole,
        kind: 'new-rule',
        rule: rule.rule,
        before: 'not in the run',
        after: rule.outcome,
        reason: rule.title,
      },
      ...failingIn(side, 'a rule that was not in the run'),
    ];
  });
  return [...gone, ...fresh];
}

function failingIn(side: RuleSide, before: string): readonly Change[] {
  return side.rule.verdicts
    .filter(({ outcome }) => outcome === 'fail')
    .map((verdict) => changeOf('newly-failing', side, verdict, before));
}

interface RuleSide extends Side {
  readonly rule: RuleResult;
  /** Place of the rule in its run. */
  readonly place: number;
}

function compareCases(before: RuleSide, after: RuleSide): readonly Change[] {
  const old = new Map(before.rule.verdicts.map((verdict) => [verdict.case, verdict]));
  const now = new Map(after.rule.verdicts.map((verdict) => [verdict.case, verdict]));
  const judgedBefore = before.rule.verdicts.filter(isJudged);
  const isWithdrawn = judgedBefore.length > 0 && !after.rule.verdicts.some(isJudged);
  if (isWithdrawn) {
    const [verdict] = after.rule.verdicts;
    const change = {
      document: after.document,
      rule: after.rule.rule,
      case: '',
      before: `${before.rule.outcome}, ${judgedBefore.length} judged`,
      after: after.rule.outcome,
      reason: verdict?.observed ?? 'no case was judged',
    };
    return [
      {
        ...change,
        kind: 'withdrawn',
        ...(verdict === undefined ? {} : { evidence: evidenceOf(after, verdict) }),
      },
    ];
  }
  const ofCases = after.rule.verdicts.flatMap((verdict): readonly Change[] => {
    const kind = kindOf(old.get(verdict.case), verdict);
    return kind === undefined
      ? []
      : [changeOf(kind, after, verdict, old.get(verdict.case)?.outcome ?? 'no such case')];
  });
  const missing = judgedBefore
    .filter((verdict) => !now.has(verdict.case))
    .map(
      (verdict): Change => ({
        ...changeOf('withdrawn', before, verdict, verdict.outcome),
        after: 'no such case',
        reason: 'the case did not arise',
      }),
    );
  return [...ofCases, ...missing];
}

function kindOf(before: Verdict | undefined, { outcome }: Verdict): ChangeKind | undefined {
  if (before?.outcome === outcome) return undefined;
  if (outcome === 'fail') return 'newly-failing';
  // What is only told any more was judged before.
  if (!judgedOutcomes.includes(outcome) || (outcome === 'info' && before !== undefined))
    return before !== undefined && isJudged(before) ? 'withdrawn' : undefined;
  if (outcome === 'warn') return before?.outcome === 'fail' ? 'changed' : 'newly-warning';
  if (before?.outcome === 'fail' || before?.outcome === 'warn') return 'newly-passing';
  return before !== undefined && !isJudged(before) ? 'newly-judged' : undefined;
}

function changedMeaning(document: string, before: RuleResult, after: RuleResult): readonly Change[] {
  const told = ({ level, title, statements, sources }: RuleResult) =>
    `${level}: ${title} (${[...statements, ...sources].join(', ')})`;
  if (told(before) === told(after)) return [];
  const what = [
    ...(before.level === after.level ? [] : ['level']),
    ...(before.title === after.title ? [] : ['meaning']),
    ...(before.level === after.level && before.title === after.title ? ['citations'] : []),
  ];
  return [
    {
      kind: 'changed',
      document,
      rule: after.rule,
      case: '',
      before: told(before),
      after: told(after),
      reason: `${what.join(' and ')} of the rule`,
    },
  ];
}

function changeOf(kind: ChangeKind, side: RuleSide, verdict: Verdict, before: string): Change {
  return {
    kind,
    document: side.document,
    rule: side.rule.rule,
    case: verdict.case,
    before,
    after: verdict.outcome,
    reason: verdict.observed,
    evidence: evidenceOf(side, verdict),
  };
}

function evidenceOf({ file, run, place, rule }: RuleSide, verdict: Verdict): Evidence {
  const at = rule.verdicts.indexOf(verdict);
  return { file, pointer: `/runs/${run}/rules/${place}/verdicts/${at}`, exchanges: verdict.evidence };
}

function ofDocument(
  kind: 'document-gone' | 'new-document',
  document: string,
  before: string,
  after: string,
): Change {
  return { kind, document, rule: '', case: '', before, after, reason: '' };
}

function notesOn(before: ReadReport, after: ReadReport, common: readonly string[]): readonly string[] {
  const notes = common.flatMap((name) => {
    const old = before.runs.find((run) => run.spec.name === name);
    const now = after.runs.find((run) => run.spec.name === name);
    if (old === undefined || now === undefined) return [];
    const differing = (what: string, one: string, other: string) =>
      one === other ? [] : [`${what} differs: ${one}, then ${other}`];
    return [
      ...differing(
        'the tool',
        `${old.tool.name} ${old.tool.version}`,
        `${now.tool.name} ${now.tool.version}`,
      ),
      ...differing('the title of the document', old.spec.title, now.spec.title),
      ...(old.target.embedded && now.target.embedded
        ? []
        : differing('the target', targetText(old.target), targetText(now.target))),
      ...differing('the grading', old.strict ? 'strict' : 'usual', now.strict ? 'strict' : 'usual'),
    ];
  });
  return [...new Set(notes)];
}

const targetText = ({
  embedded,
  baseUrl,
}: {
  readonly embedded: boolean;
  readonly baseUrl: string;
}): string => (embedded ? 'the embedded mock' : baseUrl);
