import type { Outcome } from '../../spec/outcome.ts';
import type { ExperimentResult, ReportInput, RunResult } from '../../spec/run.ts';
import {
  baselineText,
  duration,
  exchangesBySeq,
  excuseLines,
  line,
  plural,
  runNotes,
  troubledRules,
} from '../text.ts';
import { Budget } from './budget.ts';
import { EvidenceRenderer } from './exchange.ts';
import { renderFindings } from './findings.ts';
import { html, type Markup } from './markup.ts';
import { renderMatrix } from './matrix.ts';
import {
  conclusionMeanings,
  conclusionPill,
  countsBar,
  outcomeLabels,
  outcomesForReading,
} from './outcome.ts';
import { renderRules } from './rules.ts';
import { renderTimeline } from './timeline.ts';

/** Everything about one run: conclusion, counts, findings, permissions, rate limits, rules, experiments. */
export function renderRun({ run, model }: ReportInput, id: string, characters: number): Markup {
  const exchanges = exchangesBySeq(run.history.events);
  const evidence = new EvidenceRenderer(exchanges, characters * 0.6);
  const context = { id, evidence, cases: new Budget(characters * 0.4) };
  // Findings come first, so that they get the evidence budget before passing rules do.
  const findings = renderFindings(run.rules, context);
  const matrix = renderMatrix(model, run.rules, id);
  const timeline = renderTimeline(model, run.history.events);
  const rules = renderRules(run.rules, context);
  const troubled = troubledRules(run.rules).length;
  return html`<section class="run" id="${id}" aria-labelledby="${id}-title">
<header><h2 id="${id}-title">${line(run.spec.title, 120)} ${conclusionPill(run.conclusion)}</h2>${renderMeta(run)}</header>
${excuseLines(run).map((text) => html`<p class="note">${text}</p>`)}
<div class="card tally">${renderTiles(run.counts)}${countsBar(run.counts)}</div>
${part('Findings', troubled === 0 ? '' : `${plural(troubled, 'rule')} of ${run.rules.length} to look at, worst first.`, findings)}
${part('Permissions', 'What each role or scope may do by the document, and what the target did.', matrix)}
${part('Rate limits', 'What the target said was left, answer by answer.', timeline)}
${part('Rules', `${plural(run.rules.length, 'rule')} by family.`, rules)}
${part('How it was tested', '', html`${renderExperiments(run.experiments)}${renderLeft(run)}`)}
<p class="note part">This page holds ${evidence.included} of ${plural(exchanges.size, 'exchange')}: those of findings and a few per passing rule, long bodies cut. The HAR report holds all of them.</p>
</section>`;
}

function part(title: string, lead: string, content: Markup | undefined): Markup | undefined {
  if (content === undefined) return undefined;
  return html`<section class="part"><h3>${title}</h3>${lead === '' ? undefined : html`<p class="lead">${lead}</p>`}${content}</section>`;
}

function renderMeta(run: RunResult): Markup {
  const facts = [
    conclusionMeanings[run.conclusion],
    run.target.embedded ? 'Embedded mock' : `Target ${line(run.target.baseUrl, 160)}`,
    `Started ${line(run.startedAt, 40)}`,
    `${plural(run.requests, 'request')} in ${duration(run.durationMs)}`,
    ...(run.seed === undefined ? [] : [`Seed ${line(run.seed, 40)}`]),
    ...(run.baseline === undefined ? [] : [`Baseline: ${baselineText(run) ?? ''}`]),
    ...runNotes(run),
    ...(run.clockSkew === undefined ? [] : [skewNote(run.clockSkew)]),
    ...(run.strict ? ['Strict: warnings count as failures'] : []),
  ];
  return html`<p class="meta">${facts.map((fact) => html`<span>${fact}</span>`)}</p>`;
}

/** What the run left on the target, for somebody to remove. */
function renderLeft({ made }: RunResult): Markup | undefined {
  if (made === undefined || made.left.length === 0) return undefined;
  const items = made.left.map(({ what, reason }) => html`<li>${line(what)}: ${line(reason)}</li>`);
  return html`<details class="fold"><summary>${plural(made.left.length, 'thing')} that could not be removed</summary><ul>${items}</ul></details>`;
}

function skewNote(skew: NonNullable<RunResult['clockSkew']>): string {
  return skew.exceeded
    ? 'Clock of the target: beyond the tolerance'
    : `Clock of the target: ${skew.seconds} s off (± ${skew.uncertaintySeconds} s)`;
}

function renderTiles(counts: Readonly<Record<Outcome, number>>): Markup {
  const tiles = outcomesForReading.map(
    (outcome) =>
      html`<li class="${outcome}${counts[outcome] === 0 ? ' zero' : ''}"><b>${counts[outcome]}</b><span>${outcomeLabels[outcome]}</span></li>`,
  );
  return html`<ul class="tiles" aria-label="Verdicts by outcome">${tiles}</ul>`;
}

function renderExperiments(experiments: readonly ExperimentResult[]): Markup {
  const rows = experiments.map(
    (experiment) =>
      html`<tr><th scope="row"><code>${experiment.id}</code></th><td>${line(experiment.purpose)}${experiment.message === '' ? undefined : html`<br><span class="note">${line(experiment.message)}</span>`}</td><td>${experiment.state}</td><td>${experiment.requests}</td><td>${duration(experiment.durationMs)}</td></tr>`,
  );
  return html`<details class="fold"><summary>${plural(experiments.length, 'experiment')}</summary><div class="scroll"><table class="cases"><thead><tr><th scope="col">Experiment</th><th scope="col">Purpose</th><th scope="col">State</th><th scope="col">Requests</th><th scope="col">Time</th></tr></thead><tbody>${rows}</tbody></table></div></details>`;
}
