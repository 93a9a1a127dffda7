import type { RuleResult } from '../../spec/outcome.ts';
import { isTrouble, line, plural, verdictsOf } from '../text.ts';
import { type RunContext, renderCitations, ruleAnchor, verdictTable } from './findings.ts';
import { html, type Markup } from './markup.ts';
import { badge } from './outcome.ts';

const exchangesPerRule = 2;

/** All rules by family: one line each, the cases and a few exchanges folded away. */
export function renderRules(rules: readonly RuleResult[], context: RunContext): Markup {
  const families = [...Map.groupBy(rules, (rule) => rule.family)];
  return html`${families.map(([family, members]) => {
    const passed = members.filter((rule) => rule.outcome === 'pass').length;
    return html`<section class="family" data-group><h4>${line(family, 60)} <span>${passed} of ${plural(members.length, 'rule')} passed</span></h4>
${members.map((rule) => renderRule(rule, context))}</section>`;
  })}`;
}

function renderRule(rule: RuleResult, context: RunContext): Markup {
  const data = html`data-outcome="${rule.outcome}" data-family="${rule.family}"`;
  const verdicts = verdictsOf(rule);
  const head = html`${badge(rule.outcome)}<span class="what"><span class="title">${line(rule.title)}</span><code>${rule.rule}</code></span><span class="level">${rule.level}</span><span class="count">${plural(verdicts.length, 'case')}</span>`;
  if (isTrouble(rule.outcome)) {
    return html`<div class="rule" ${data}><a class="rule-head" href="#${ruleAnchor(context.id, rule.rule)}">${head}</a></div>\n`;
  }
  const example = verdicts.find((verdict) => verdict.evidence.length > 0);
  return html`<details class="rule" ${data}><summary class="rule-head">${head}</summary><div class="rule-body">
<p class="cites">${renderCitations(rule)}</p>${verdictTable(verdicts, context.cases)}
${example === undefined ? undefined : html`<h5>Evidence of “${line(example.case, 80) || 'the whole run'}”</h5>${context.evidence.render(example, exchangesPerRule)}`}</div></details>\n`;
}
