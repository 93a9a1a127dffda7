import type { RuleResult } from '../../spec/outcome.ts';
import { isTrouble, line, plural, verdictsOf } from '../text.ts';
import type { EvidenceRenderer } from './exchange.ts';
import { renderCitations, ruleAnchor, verdictTable } from './findings.ts';
import { html, type Markup } from './markup.ts';
import { badge } from './outcome.ts';

const casesPerRule = 120;
const exchangesPerRule = 2;

/** All rules by family: one line each, the cases and a few exchanges folded away. */
export function renderRules(rules: readonly RuleResult[], runId: string, evidence: EvidenceRenderer): Markup {
  const families = [...Map.groupBy(rules, (rule) => rule.family)];
  return html`${families.map(([family, members]) => {
    const passed = members.filter((rule) => rule.outcome === 'pass').length;
    return html`<section class="family" data-group><h4>${line(family, 60)} <span>${passed} of ${plural(members.length, 'rule')} passed</span></h4>
${members.map((rule) => renderRule(rule, runId, evidence))}</section>`;
  })}`;
}

function renderRule(rule: RuleResult, runId: string, evidence: EvidenceRenderer): Markup {
  const data = html`data-outcome="${rule.outcome}" data-family="${rule.family}"`;
  const verdicts = verdictsOf(rule);
  const head = html`${badge(rule.outcome)}<span class="what"><span class="title">${line(rule.title)}</span><code>${rule.rule}</code></span><span class="level">${rule.level}</span><span class="count">${plural(verdicts.length, 'case')}</span>`;
  if (isTrouble(rule.outcome)) {
    return html`<div class="rule" ${data}><a class="rule-head" href="#${ruleAnchor(runId, rule.rule)}">${head}</a></div>\n`;
  }
  const left = verdicts.length - casesPerRule;
  const example = verdicts.find((verdict) => verdict.evidence.length > 0);
  return html`<details class="rule" ${data}><summary class="rule-head">${head}</summary><div class="rule-body">
<p class="cites">${renderCitations(rule)}</p>${verdictTable(verdicts.slice(0, casesPerRule))}
${left > 0 ? html`<p class="note">${plural(left, 'further case')} in the JSON report.</p>` : undefined}
${example === undefined ? undefined : html`<h5>Evidence of “${line(example.case, 80) || 'the whole run'}”</h5>${evidence.render(example, exchangesPerRule)}`}</div></details>\n`;
}
