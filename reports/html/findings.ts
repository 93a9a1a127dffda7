import type { Citation } from '../../spec/model.ts';
import type { RuleResult, Verdict } from '../../spec/outcome.ts';
import { clockText, knownText, line, plural, troubledRules, troubledVerdicts } from '../text.ts';
import type { Budget } from './budget.ts';
import type { EvidenceRenderer } from './exchange.ts';
import { html, type Markup, type Part } from './markup.ts';
import { badge } from './outcome.ts';

const casesInFull = 25;
const exchangesPerCase = 5;

/** What the parts of one run's section share. */
export interface RunContext {
  /** Prefix of the anchors of this run. */
  readonly id: string;
  readonly evidence: EvidenceRenderer;
  /** For cases without their exchanges. */
  readonly cases: Budget;
}

/** Every rule that needs attention, as a card with its cases and what was sent and answered. */
export function renderFindings(rules: readonly RuleResult[], context: RunContext): Markup {
  const troubled = troubledRules(rules);
  if (troubled.length === 0) {
    return html`<p class="all-well">Nothing to look at: no rule failed, warned, broke or was untestable.</p>`;
  }
  return html`${troubled.map((rule, index) => renderFinding(rule, context, index < 3))}`;
}

/** Anchor of a rule's card or row. */
export function ruleAnchor(runId: string, rule: string): string {
  return `${runId}-${rule.replace(/[^\w-]/g, '_')}`;
}

function renderFinding(rule: RuleResult, context: RunContext, open: boolean): Markup {
  const verdicts = troubledVerdicts(rule);
  const full: Markup[] = [];
  for (const [index, verdict] of verdicts.slice(0, casesInFull).entries()) {
    const text = renderCaseText(verdict);
    if (!context.cases.admits(text)) break;
    full.push(renderCase(verdict, text, context, open && index === 0));
  }
  const rest = verdicts.slice(full.length);
  return html`<article class="finding ${rule.outcome}" id="${ruleAnchor(context.id, rule.rule)}" data-outcome="${rule.outcome}" data-family="${rule.family}">
<header>${badge(rule.outcome)}<h4>${line(rule.title)}</h4><p class="id"><code>${rule.rule}</code><span>${rule.level}</span><span>${line(rule.family, 60)}</span></p>
<p class="cites">${renderCitations(rule)}</p></header>
${full}
${rest.length === 0 ? undefined : html`<details class="case"><summary><span class="case-name">${plural(rest.length, 'more case')} without exchanges</span></summary>${verdictTable(rest, context.cases)}</details>`}
</article>`;
}

function renderCaseText(verdict: Verdict): Markup {
  return html`<dl class="compare"><div><dt>Expected</dt><dd>${line(verdict.expected, 600)}</dd></div><div class="${verdict.outcome}"><dt>Observed</dt><dd>${line(verdict.observed, 600)}</dd></div></dl>
${[knownText(verdict), clockText(verdict)].map((text) => (text === undefined ? undefined : html`<p class="note">${firstUpper(text)}</p>`))}${renderGrounds(verdict)}`;
}

const firstUpper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function renderCase(verdict: Verdict, text: Markup, context: RunContext, open: boolean): Markup {
  return html`<details class="case"${open ? html` open` : undefined}><summary><span class="dot ${verdict.outcome}"></span><span class="case-name">${line(verdict.case) || 'the whole run'}</span><span class="case-observed">${verdict.known === undefined ? undefined : html`<b>expected failure</b> `}${line(verdict.observed, 90)}</span></summary>
${text}
${context.evidence.render(verdict, exchangesPerCase, open)}</details>`;
}

function renderGrounds(verdict: Verdict): Markup | undefined {
  const departure =
    verdict.departure === undefined
      ? undefined
      : html`<p class="note">Declared departure: ${line(verdict.departure)}</p>`;
  const excuse =
    verdict.excused === undefined ? undefined : html`<p class="note">Excused: ${line(verdict.excused)}</p>`;
  if (verdict.grounds.length === 0) return html`${departure}${excuse}`;
  const unique = new Map(verdict.grounds.map((ground) => [`${ground.statement} ${ground.basis}`, ground]));
  return html`<p class="grounds">Rests on ${joined([...unique.values()].map(renderGround))}</p>${departure}${excuse}`;
}

function renderGround({ statement, basis }: Citation): Markup {
  return html`<span class="ground ${basis}"><b>${line(statement, 80)}</b> ${basis}</span>`;
}

/** Statement ids, then standards; an RFC section links to its text. */
export function renderCitations(rule: RuleResult): Markup {
  const statements = rule.statements.map(
    (statement) => html`<b class="statement">${line(statement, 80)}</b>`,
  );
  const all = [...statements, ...rule.sources.map(renderSource)];
  return all.length === 0 ? html`No citation` : html`${joined(all)}`;
}

function renderSource(source: string): Markup {
  const found = /^RFC ?(\d{1,5})(?:[ ,]*(?:§|section) ?(\d+(?:\.\d+)*))?/i.exec(source);
  if (found === null) return html`<span>${line(source)}</span>`;
  const section = found[2] === undefined ? '' : `#section-${found[2]}`;
  return html`<a href="https://www.rfc-editor.org/rfc/rfc${found[1]}${section}" rel="noreferrer">${line(source)}</a>`;
}

function joined(parts: readonly Markup[]): Part {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [html`<span class="sep">·</span>`, part]));
}

/** Cases in a table, without exchanges; those that do not fit the budget are counted. */
export function verdictTable(verdicts: readonly Verdict[], budget: Budget): Markup {
  const rows: Markup[] = [];
  for (const verdict of verdicts) {
    const row = html`<tr><td><span class="dot ${verdict.outcome}"></span><span class="sr">${verdict.outcome}</span></td><th scope="row">${line(verdict.case, 160) || 'the whole run'}</th><td>${line(verdict.expected, 160)}</td><td>${line(verdict.observed, 160)}${verdict.clock === undefined ? undefined : html` <span class="note">(time: ${clockText(verdict) ?? ''})</span>`}</td></tr>\n`;
    if (!budget.admits(row)) break;
    rows.push(row);
  }
  const left = verdicts.length - rows.length;
  return html`<div class="scroll"><table class="cases"><thead><tr><th scope="col"><span class="sr">Outcome</span></th><th scope="col">Case</th><th scope="col">Expected</th><th scope="col">Observed</th></tr></thead><tbody>${rows}</tbody></table></div>${left > 0 ? html`<p class="note">${plural(left, 'further case')} in the JSON report.</p>` : undefined}`;
}
