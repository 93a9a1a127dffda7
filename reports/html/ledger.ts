import { countRows, type Ledger, type LedgerRow } from '../../spec/ledger.ts';
import {
  type Outcome,
  outcomesWorstFirst,
  type RuleResult,
  type Verdict,
  worst,
} from '../../spec/outcome.ts';
import type { RunResult } from '../../spec/run.ts';
import { exchangesBySeq, line, plural, verdictsOf } from '../text.ts';
import { Budget } from './budget.ts';
import { EvidenceRenderer } from './exchange.ts';
import { verdictTable } from './findings.ts';
import { html, type Markup } from './markup.ts';
import { badge, outcomeLabels, outcomesForReading } from './outcome.ts';
import { renderShell, renderTop } from './shell.ts';

const evidenceCharacters = 3_000_000;
const caseCharacters = 1_500_000;
const casesPerRule = 6;
const exchangesPerRule = 2;

/** A run with what shows its evidence. */
interface Shown {
  readonly run: RunResult;
  readonly evidence: EvidenceRenderer;
}

/**
 * One self-contained page: every statement beside the rules that check it, what was expected and observed, and the
 * exchanges that show it; or the reason why nothing can. Pure; all text of a target is escaped.
 */
export function renderLedgerPage(ledger: Ledger, runs: readonly RunResult[]): string {
  const cases = new Budget(caseCharacters);
  const shown = runs.map((run) => ({
    run,
    evidence: new EvidenceRenderer(exchangesBySeq(run.history.events), evidenceCharacters / runs.length),
  }));
  const rows = [...ledger.statements, ...ledger.general];
  const groups = [...Map.groupBy(rows, (row) => row.group)];
  const sections = groups.map(([group, members], index) =>
    renderGroup(group, members, `group-${index + 1}`, (row) => renderRow(row, shown, cases)),
  );
  return renderShell({
    title: 'Coverage of statements · authproof',
    top: renderTop({
      tabs: undefined,
      picks: [...outcomesForReading, 'unjudged' as const, 'planned' as const, 'excluded' as const].map(
        (value) => ({
          value,
          label: isState(value) ? value : outcomeLabels[value],
          count: rows.filter((row) => standing(row) === value).length,
        }),
      ),
      groupName: 'Document or section',
      groups: groups.map(([group]) => group),
    }),
    content: html`<div class="hero"><h1>Coverage of statements</h1>
<p>Statements of the documents: ${counted(ledger.statements)}. General rules: ${counted(ledger.general)}.</p></div>${sections}`,
    footnote: html`Every row names the rules that check it, with what they saw in the last run. Secrets are shown as aliases such as <mark>⟦token#3⟧</mark>.`,
  });
}

function counted(rows: readonly LedgerRow[]): string {
  const { total, checked, unjudged, planned, excluded, excludedShare } = countRows(rows);
  return `${total}, of which ${checked} checked, ${unjudged} unjudged, ${planned} planned, ${excluded} excluded (${(100 * excludedShare).toFixed(1)} %)`;
}

/** How a row stands: its state, or the worst outcome where something was judged. */
function standing(row: LedgerRow): Outcome | Exclude<LedgerRow['state'], 'checked'> {
  if (row.state !== 'checked') return row.state;
  const outcomes = Object.values(row.outcomes).flatMap((one) => Object.values(one));
  const judged = outcomes.filter((outcome) => outcome !== 'not-applicable');
  return judged.length === 0 ? 'not-applicable' : worst(judged);
}

function isState(value: string): value is Exclude<LedgerRow['state'], 'checked'> {
  return value === 'unjudged' || value === 'planned' || value === 'excluded';
}

function renderGroup(
  group: string,
  members: readonly LedgerRow[],
  id: string,
  render: (row: LedgerRow) => Markup,
): Markup {
  return html`<section class="family" id="${id}" data-group><h4>${line(group, 80)} <span>${counted(members)}</span></h4>
${members.map(render)}</section>`;
}

function renderRow(row: LedgerRow, shown: readonly Shown[], cases: Budget): Markup {
  const state = standing(row);
  const label = isState(state) ? html`<span class="badge not-applicable">${state}</span>` : badge(state);
  return html`<details class="rule" id="${row.id}" data-outcome="${state}" data-family="${row.group}"><summary class="rule-head">${label}<span class="what"><span class="title">${line(row.text, 500)}</span><code>${row.id}</code></span><span class="count">${plural(row.rules.length, 'rule')}</span></summary><div class="rule-body">
<p class="cites">${line(row.source, 300)}</p>
${row.reason === undefined ? undefined : html`<p class="note">Excluded: ${line(row.reason, 500)}</p>`}
${row.rules.map((rule) => renderChecks(rule, row, shown, cases))}</div></details>
`;
}

function renderChecks(rule: string, row: LedgerRow, shown: readonly Shown[], cases: Budget): Markup {
  const results = shown.flatMap(({ run, evidence }) => {
    const result = run.rules.find((one) => one.rule === rule);
    const isOwn = row.outcomes[rule]?.[run.spec.name] !== undefined;
    return result === undefined || !isOwn ? [] : [{ name: run.spec.name, result, evidence }];
  });
  const judged = results.filter(({ result }) => result.outcome !== 'not-applicable');
  // A general rule is judged on every document; one shows how, the others only what came out.
  const example = judged.toSorted((a, b) => rank(a.result) - rank(b.result))[0];
  return html`<h5>${rule}: ${results.map(({ name, result }) => `${name} ${result.outcome}`).join(', ') || 'not run'}</h5>
${example === undefined ? undefined : renderExample(row, example.result, example.evidence, cases)}`;
}

/** Worst first, then what has the most to show. */
function rank({ outcome, verdicts }: RuleResult): number {
  return outcomesWorstFirst.indexOf(outcome) + 1 / (1 + verdicts.length);
}

function renderExample(
  row: LedgerRow,
  result: RuleResult,
  evidence: EvidenceRenderer,
  cases: Budget,
): Markup {
  const verdicts = verdictsOf(result).toSorted((a, b) => relevance(b, row) - relevance(a, row));
  const example = verdicts.find((verdict) => verdict.evidence.length > 0);
  return html`${verdictTable(verdicts.slice(0, casesPerRule), cases)}${verdicts.length > casesPerRule ? html`<p class="note">${plural(verdicts.length - casesPerRule, 'more case')} in the report of the run.</p>` : undefined}
${example === undefined ? undefined : evidence.render(example, exchangesPerRule)}`;
}

/** Trouble first, then the cases that lean on this very statement. */
function relevance(verdict: Verdict, row: LedgerRow): number {
  const troubled = verdict.outcome === 'fail' || verdict.outcome === 'error' ? 2 : 0;
  return troubled + (verdict.grounds.some(({ statement }) => statement === row.id) ? 1 : 0);
}
