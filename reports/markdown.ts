import type { Outcome, RuleResult, Verdict } from '../spec/outcome.ts';
import type { ReportInput, RunResult } from '../spec/run.ts';
import {
  baselineText,
  citation,
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

const rulesPerRun = 40;
const casesPerRule = 10;

const conclusions: Readonly<Record<RunResult['conclusion'], string>> = {
  conformant: '✅ conformant',
  'non-conformant': '❌ non-conformant',
  incomplete: '⚠️ incomplete',
  error: '💥 error',
};
const marks: Readonly<Partial<Record<Outcome, string>>> = {
  fail: '❌',
  error: '💥',
  untestable: '❔',
  warn: '⚠️',
};

/** For job summaries (GitHub-flavoured): the table over all runs, then what needs attention. */
export function renderMarkdown(inputs: readonly ReportInput[]): string {
  const rows = inputs.map(
    ({ run }) =>
      `| ${escapeMarkdown(run.spec.name)} | ${conclusions[run.conclusion]} | ${run.counts.pass} | ${run.counts.fail} | ${run.counts.warn} | ${run.counts.untestable} | ${run.counts.error} | ${duration(run.durationMs)} |`,
  );
  return [
    '## Authentication conformance',
    '',
    '| scheme | conclusion | passed | failed | warned | untestable | errors | time |',
    '|---|---|--:|--:|--:|--:|--:|--:|',
    ...rows,
    '',
    ...inputs.flatMap(({ run }) => renderRun(run)),
  ].join('\n');
}

function renderRun(run: RunResult): string[] {
  const rules = troubledRules(run.rules);
  const excuses = excuseLines(run).map((text) => `- ${escapeMarkdown(text)}`);
  if (rules.length === 0 && excuses.length === 0 && runNotes(run).length === 0) return [];
  const exchanges = exchangesBySeq(run.history.events);
  const left = rules.length - rulesPerRun;
  return [
    `### ${escapeMarkdown(run.spec.title)}`,
    '',
    `Target ${code(run.target.baseUrl)}, ${plural(run.requests, 'request')}.${baselineText(run) === undefined ? '' : ` Baseline: ${baselineText(run)}.`}`,
    '',
    ...runNotes(run).map((note) => `- ${escapeMarkdown(note)}`),
    ...(run.made?.left ?? []).map(
      ({ what, reason }) => `- still there: ${escapeMarkdown(what)} (${escapeMarkdown(reason)})`,
    ),
    '',
    ...(excuses.length === 0 ? [] : [...excuses, '']),
    ...rules.slice(0, rulesPerRun).flatMap((rule) => renderRule(rule, exchanges)),
    ...(left > 0 ? [`… and ${plural(left, 'more rule')}.`, ''] : []),
  ];
}

function renderRule(rule: RuleResult, exchanges: ReturnType<typeof exchangesBySeq>): string[] {
  const verdicts = troubledVerdicts(rule);
  const rows = verdicts.slice(0, casesPerRule).map((verdict) => {
    const exchange = verdict.evidence.map((seq) => exchanges.get(seq)).find((found) => found !== undefined);
    const shown = exchange === undefined ? '' : code(exchangeLine(exchange));
    const known = knownText(verdict);
    const outcome = known === undefined ? verdict.outcome : `${verdict.outcome} (${escapeMarkdown(known)})`;
    return `| ${marks[verdict.outcome] ?? ''} ${outcome} | ${escapeMarkdown(verdict.case)} | ${escapeMarkdown(verdict.expected)} | ${escapeMarkdown(observedOf(verdict))} | ${shown} |`;
  });
  const left = verdicts.length - casesPerRule;
  return [
    `#### ${marks[rule.outcome] ?? ''} ${code(rule.rule)} (${rule.level})`,
    '',
    `${escapeMarkdown(rule.title)}. Cites ${escapeMarkdown(citation(rule))}.`,
    '',
    '| outcome | case | expected | observed | exchange |',
    '|---|---|---|---|---|',
    ...rows,
    ...(left > 0 ? ['', `… and ${plural(left, 'more case')}.`] : []),
    '',
  ];
}

function observedOf({ observed, excused }: Verdict): string {
  return excused === undefined ? observed : `${observed} (excused: ${excused})`;
}

/** Text as text: no markup, no table break, no link, no mention. */
export function escapeMarkdown(text: string): string {
  return line(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]()#|!~]/g, (character) => `\\${character}`)
    .replaceAll('@', '&#64;')
    .replace(/:\/\//g, '&#58;//');
}

/** As `<code>`: a code span can't hold a pipe in a table or a backtick. */
function code(text: string): string {
  const html = line(text).replace(/[&<>|`*_[\]\\~@:]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<code>${html}</code>`;
}
