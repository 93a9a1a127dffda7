import type { ReportInput } from '../../spec/run.ts';
import { duration, line, plural } from '../text.ts';
import { html, type Markup } from './markup.ts';
import { conclusionPill, countsBar, outcomeLabels, outcomesForReading } from './outcome.ts';
import { renderRun } from './run-section.ts';
import { renderShell, renderTop, type TopParts } from './shell.ts';

/** Characters of cases and evidence over all runs; with the rest the page stays below five megabytes. */
const budgetCharacters = 3_600_000;

/**
 * One self-contained page for one or several runs. All text of the target is escaped.
 */
export function renderHtml(inputs: readonly ReportInput[]): string {
  const budget = Math.floor(budgetCharacters / Math.max(1, inputs.length));
  const sections = inputs.map((input, index) => renderRun(input, `run-${index + 1}`, budget));
  const title =
    inputs.length === 1
      ? `${inputs[0]?.run.spec.title ?? ''} · authproof`
      : 'Authentication conformance · authproof';
  return renderShell({
    title,
    top: renderTop(topParts(inputs)),
    content: html`${inputs.length === 1 ? undefined : renderOverview(inputs)}${sections}`,
    footnote: footnote(inputs),
  });
}

function topParts(inputs: readonly ReportInput[]): TopParts {
  const rules = inputs.flatMap(({ run }) => run.rules);
  const tabs = inputs.map(
    ({ run }, index) =>
      html`<a href="#run-${index + 1}"><i class="dot ${dotOf[run.conclusion]}"></i>${line(run.spec.name, 40)}</a>`,
  );
  return {
    tabs:
      inputs.length > 1 ? html`<a href="#overview" aria-current="true">All schemes</a>${tabs}` : undefined,
    picks: outcomesForReading.map((outcome) => ({
      value: outcome,
      label: outcomeLabels[outcome],
      count: rules.filter((rule) => rule.outcome === outcome).length,
    })),
    groupName: 'Family',
    groups: [...new Set(rules.map((rule) => rule.family))].sort(),
  };
}

const dotOf = {
  conformant: 'pass',
  'non-conformant': 'fail',
  incomplete: 'untestable',
  error: 'error',
} as const;

function renderOverview(inputs: readonly ReportInput[]): Markup {
  const conformant = inputs.filter(({ run }) => run.conclusion === 'conformant').length;
  const requests = inputs.reduce((sum, { run }) => sum + run.requests, 0);
  const verdicts = inputs.reduce(
    (sum, { run }) => sum + Object.values(run.counts).reduce((all, count) => all + count, 0),
    0,
  );
  return html`<div class="all"><div class="hero"><h1>${conformant} of ${plural(inputs.length, 'scheme')} ${conformant === 1 ? 'conforms' : 'conform'}</h1>
<p>${plural(verdicts, 'verdict')} from ${plural(requests, 'request')}.</p></div>
<div class="card scroll"><table class="overview"><thead><tr><th scope="col">Scheme</th><th scope="col"><span class="sr">Conclusion</span></th><th scope="col">passed</th><th scope="col">failed</th><th scope="col">warned</th><th scope="col">untestable</th><th scope="col">errors</th><th scope="col">time</th><th scope="col"><span class="sr">Shares</span></th></tr></thead>
<tbody>${inputs.map(({ run }, index) => {
    const cell = (outcome: 'pass' | 'fail' | 'warn' | 'untestable' | 'error') =>
      html`<td class="${run.counts[outcome] === 0 ? 'zero' : outcome}">${run.counts[outcome]}</td>`;
    return html`<tr><th scope="row"><a href="#run-${index + 1}">${line(run.spec.title, 80)}</a></th><td>${conclusionPill(run.conclusion)}</td>${cell('pass')}${cell('fail')}${cell('warn')}${cell('untestable')}${cell('error')}<td>${duration(run.durationMs)}</td><td class="bar-cell">${countsBar(run.counts)}</td></tr>`;
  })}</tbody></table></div></div>`;
}

function footnote(inputs: readonly ReportInput[]): Markup {
  const tool = inputs[0]?.run.tool;
  return html`Made by ${tool === undefined ? 'authproof' : `${tool.name} ${tool.version}`}. Secrets are shown as aliases such as <mark>⟦token#3⟧</mark>: equal aliases are equal secrets. In commands they are shell variables that you set.`;
}
