import picocolors from 'picocolors';
import type { Outcome, RuleResult, Verdict } from '../spec/outcome.ts';
import type { ReportInput, RunResult } from '../spec/run.ts';
import {
  baselineText,
  citation,
  clockText,
  duration,
  exchangeLine,
  exchangesBySeq,
  excuseLines,
  knownText,
  line,
  plural,
  runNotes,
  troubledRules,
  troubledVerdicts,
} from './text.ts';

/** The caller decides on colour, from NO_COLOR and whether the output is a terminal. */
interface TerminalOptions {
  readonly color: boolean;
}
type Colors = ReturnType<typeof picocolors.createColors>;
type Paint = (text: string) => string;

const casesPerRule = 8;
const exchangesPerCase = 3;
const leftShown = 10;
const plain: Paint = (text) => text;

/** The non-passing rules of each run, then the table over all runs. Ends with a line feed. */
export function renderTerminal(inputs: readonly ReportInput[], options: TerminalOptions): string {
  return [...inputs.map((input) => renderDetail(input, options)), renderSummary(inputs, options)].join('');
}

/** One aligned line per run: scheme, passed, failed, warned, untestable, time. */
export function renderSummary(inputs: readonly ReportInput[], { color }: TerminalOptions): string {
  const colors = picocolors.createColors(color);
  const columns = summaryColumns(inputs, colors);
  const widths = columns.map((column) =>
    Math.max(column.title.length, ...inputs.map(({ run }) => column.value(run).length)),
  );
  const row = (value: (column: Column) => string, paint: (column: Column) => Paint) =>
    columns
      .map((column, index) => {
        const width = widths[index] ?? 0;
        const text = value(column);
        // Pad before painting: escape sequences have no width.
        return paint(column)(column.right ? text.padStart(width) : text.padEnd(width));
      })
      .join('  ')
      .trimEnd();
  return [
    row(
      (column) => column.title,
      () => colors.bold,
    ),
    ...inputs.map(({ run }) =>
      row(
        (column) => column.value(run),
        (column) => column.paint(run),
      ),
    ),
    ...inputs.flatMap(({ run }) => summaryNotes(run)),
    ...inputs.flatMap(({ run }) => excuseLines(run).map((text) => colors.dim(text))),
    '',
  ].join('\n');
}

/** What stands below the table, where there is something to say. */
function summaryNotes(run: RunResult): readonly string[] {
  const baseline = baselineText(run);
  const left = run.made?.left ?? [];
  return [
    ...[...(baseline === undefined ? [] : [baseline]), ...runNotes(run)].map(
      (note) => `${line(run.spec.name, 40)}: ${note}`,
    ),
    ...left.slice(0, leftShown).map(({ what, reason }) => `  still there: ${line(what)} (${line(reason)})`),
    ...(left.length > leftShown ? [`  … and ${left.length - leftShown} more, see the JSON report`] : []),
  ];
}

interface Column {
  readonly title: string;
  readonly right: boolean;
  readonly value: (run: RunResult) => string;
  readonly paint: (run: RunResult) => Paint;
}

function summaryColumns(inputs: readonly ReportInput[], colors: Colors): readonly Column[] {
  const count = (title: string, outcome: Outcome, whenAny: Paint): Column => ({
    title,
    right: true,
    value: (run) => String(run.counts[outcome]),
    paint: (run) => (run.counts[outcome] > 0 ? whenAny : colors.dim),
  });
  const anyError = inputs.some(({ run }) => run.counts.error > 0);
  return [
    { title: 'scheme', right: false, value: (run) => line(run.spec.name, 40), paint: () => plain },
    count('passed', 'pass', colors.green),
    count('failed', 'fail', colors.red),
    count('warned', 'warn', colors.yellow),
    count('untestable', 'untestable', colors.magenta),
    ...(anyError ? [count('errors', 'error', colors.red)] : []),
    { title: 'time', right: true, value: (run) => duration(run.durationMs), paint: () => plain },
    { title: '', right: false, value: (run) => run.conclusion, paint: (run) => conclusionPaint(run, colors) },
  ];
}

function conclusionPaint(run: RunResult, colors: Colors): Paint {
  if (run.conclusion === 'conformant') return colors.green;
  return run.conclusion === 'incomplete' ? colors.magenta : colors.red;
}

/** Every rule of one run that failed, broke, was untestable or warned, with what shows it. Empty if there is none. */
export function renderDetail({ run }: ReportInput, { color }: TerminalOptions): string {
  const colors = picocolors.createColors(color);
  const exchanges = exchangesBySeq(run.history.events);
  return troubledRules(run.rules)
    .map((rule) => renderRule(rule, run, exchanges, colors))
    .join('');
}

function renderRule(
  rule: RuleResult,
  run: RunResult,
  exchanges: ReturnType<typeof exchangesBySeq>,
  colors: Colors,
): string {
  const verdicts = troubledVerdicts(rule);
  const lines = [
    `${badge(rule.outcome, colors)} ${colors.bold(line(rule.rule))}  ${rule.level}  ${colors.cyan(citation(rule))}  ${colors.dim(line(run.spec.name, 40))}`,
    `  ${line(rule.title)}`,
    ...verdicts.slice(0, casesPerRule).flatMap((verdict) => renderCase(verdict, exchanges, colors)),
  ];
  const left = verdicts.length - casesPerRule;
  if (left > 0) lines.push(colors.dim(`  … and ${plural(left, 'more case')}`));
  return `${lines.join('\n')}\n\n`;
}

function renderCase(
  verdict: Verdict,
  exchanges: ReturnType<typeof exchangesBySeq>,
  colors: Colors,
): string[] {
  const shown = verdict.evidence.slice(0, exchangesPerCase).flatMap((seq) => {
    const exchange = exchanges.get(seq);
    return exchange === undefined ? [] : [colors.dim(`      ${exchangeLine(exchange)}`)];
  });
  const left = verdict.evidence.length - exchangesPerCase;
  const known = knownText(verdict);
  const clock = clockText(verdict);
  return [
    `  ${badge(verdict.outcome, colors)} ${line(verdict.case)}${known === undefined ? '' : colors.dim(`  (${known})`)}`,
    `      expected  ${line(verdict.expected)}`,
    `      observed  ${line(verdict.observed)}`,
    ...(clock === undefined ? [] : [`      time      ${clock}`]),
    ...(verdict.departure === undefined ? [] : [`      declared departure: ${line(verdict.departure)}`]),
    ...(verdict.excused === undefined ? [] : [`      excused: ${line(verdict.excused)}`]),
    ...shown,
    ...(left > 0 ? [colors.dim(`      … and ${plural(left, 'more exchange')}`)] : []),
  ];
}

function badge(outcome: Outcome, colors: Colors): string {
  const paints: Partial<Record<Outcome, Paint>> = {
    fail: colors.red,
    error: colors.red,
    warn: colors.yellow,
    untestable: colors.magenta,
    pass: colors.green,
  };
  return (paints[outcome] ?? colors.dim)(outcome.toUpperCase());
}
