import { createHash } from 'node:crypto';
import type { ReportInput } from '../../spec/run.ts';
import { duration, line, plural } from '../text.ts';
import { html, Markup } from './markup.ts';
import { conclusionPill, countsBar, outcomeLabels, outcomesForReading } from './outcome.ts';
import { renderRun } from './run-section.ts';
import { script } from './script.ts';
import { style } from './style.ts';

/** Characters of cases and evidence over all runs; with the rest the page stays below five megabytes. */
const budgetCharacters = 3_600_000;

/**
 * One self-contained page for one or several runs. It loads nothing: style and script are in it and are the only
 * ones that its content security policy admits, by their digests. All text of the target is escaped.
 */
export function renderHtml(inputs: readonly ReportInput[]): string {
  const budget = Math.floor(budgetCharacters / Math.max(1, inputs.length));
  const sections = inputs.map((input, index) => renderRun(input, `run-${index + 1}`, budget));
  const title =
    inputs.length === 1
      ? `${inputs[0]?.run.spec.title ?? ''} · authproof`
      : 'Authentication conformance · authproof';
  const policy = `default-src 'none'; style-src '${digest(style)}'; script-src '${digest(script)}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><title>${line(title)}</title><style>${new Markup(style)}</style></head>
<body><a class="skip" href="#overview">Skip to the results</a>
${renderTop(inputs)}
<main class="wrap" id="overview">${inputs.length === 1 ? undefined : renderOverview(inputs)}${sections}</main>
<footer class="wrap"><p>${footnote(inputs)}</p></footer>
<script>${new Markup(script)}</script></body></html>
`.text;
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

const mark = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2.5 4 5.5v6c0 5 3.4 8.4 8 10 4.6-1.6 8-5 8-10v-6z"/><path d="m8.5 12 2.5 2.5 4.5-5"/></svg>`;

function renderTop(inputs: readonly ReportInput[]): Markup {
  const rules = inputs.flatMap(({ run }) => run.rules);
  const families = [...new Set(rules.map((rule) => rule.family))].sort();
  const buttons = outcomesForReading.flatMap((outcome) => {
    const count = rules.filter((rule) => rule.outcome === outcome).length;
    if (count === 0) return [];
    return [
      html`<button type="button" data-pick="${outcome}" aria-pressed="false">${outcomeLabels[outcome]}<b>${count}</b></button>`,
    ];
  });
  const tabs = inputs.map(
    ({ run }, index) =>
      html`<a href="#run-${index + 1}"><i class="dot ${dotOf[run.conclusion]}"></i>${line(run.spec.name, 40)}</a>`,
  );
  return html`<div class="top"><div class="wrap"><a class="brand" href="#overview">${mark}authproof</a>
<nav class="tabs" aria-label="Schemes">${inputs.length > 1 ? html`<a href="#overview" aria-current="true">All schemes</a>${tabs}` : undefined}</nav>
<button type="button" class="theme" hidden>Light / dark</button>
<div class="filters" role="search" aria-label="Filter rules" hidden>${buttons}
<select aria-label="Family"><option value="">all families</option>${families.map((family) => html`<option value="${family}">${line(family, 60)}</option>`)}</select>
<input type="search" placeholder="rule, statement, text" aria-label="Search in rules"><output aria-live="polite"></output></div></div></div>`;
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
