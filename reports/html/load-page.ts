import type { LoadEvidence, LoadResult, LoadRun } from '../../spec/load-run.ts';
import { outcomesWorstFirst } from '../../spec/outcome.ts';
import { duration, line, plural } from '../text.ts';
import { renderLatencies } from './load-latency.ts';
import { renderTraffic } from './load-timeline.ts';
import { html, type Markup } from './markup.ts';
import { badge, outcomeLabels, outcomesForReading } from './outcome.ts';
import { renderShell, renderTop } from './shell.ts';

/** One self-contained page for a run of the load probes. All text of the target is escaped. */
export function renderLoadHtml(run: LoadRun): string {
  return renderShell({
    title: `Load probes: ${run.spec.title} · authproof`,
    top: renderTop({
      tabs: undefined,
      picks: outcomesForReading.map((outcome) => ({
        value: outcome,
        label: outcomeLabels[outcome],
        count: run.probes.filter(({ verdict }) => verdict === outcome).length,
      })),
      groupName: 'Probe',
      groups: [...new Set(run.probes.map(({ probe }) => probe))],
    }),
    content: html`<div class="hero"><h1>${line(run.spec.title)} under load</h1><p>${headline(run)}</p></div>${worstFirst(run.probes).map(renderResult)}${renderList('Still there', run.left)}${renderList('Target file', run.warnings)}`,
    footnote: html`Made by ${run.tool.name} ${run.tool.version}. Latencies are those that a client sees, from before a request is written to when the head of its answer has come, the first on each connection left out; they say something of the machine that they were measured on. Verdicts of failure do not hang on them.`,
  });
}

function headline({ target, options, probes, startedAt, durationMs }: LoadRun): string {
  const requests = probes.reduce((sum, { figures }) => sum + (figures?.requests ?? 0), 0);
  const where = target.embedded ? 'the embedded mock' : target.baseUrl;
  const also = target.also.length === 0 ? '' : ` and ${plural(target.also.length, 'more instance')}`;
  const rate = options.rate === undefined ? '' : ` at ${options.rate} requests/s at most`;
  return line(
    `${plural(probes.length, 'verdict')} from ${plural(requests, 'answer')} of ${where}${also}, ${plural(options.connections, 'connection')}${rate}, ${startedAt}, ${duration(durationMs)}`,
  );
}

function worstFirst(probes: readonly LoadResult[]): readonly LoadResult[] {
  return probes.toSorted(
    (a, b) => outcomesWorstFirst.indexOf(a.verdict) - outcomesWorstFirst.indexOf(b.verdict),
  );
}

function renderResult(result: LoadResult): Markup {
  const { probe, case: about, verdict, question, cites, thresholds, expected, observed, excused } = result;
  const tone = verdict === 'pass' || verdict === 'info' || verdict === 'not-applicable' ? '' : verdict;
  return html`<section class="card rule probe" data-outcome="${verdict}" data-family="${probe}"><h3>${badge(verdict)} ${probe}${about === '' ? undefined : html` · ${line(about)}`}</h3>
<p>${question}</p>
<div class="compare"><div><dt>Expected</dt><dd>${line(expected, 600)}</dd></div><div class="${tone}"><dt>Observed</dt><dd>${line(observed, 1000)}</dd></div></div>${excused === undefined ? undefined : html`<p class="note">Excused: ${line(excused)}</p>`}
${renderEvidence(result.evidence)}${renderFigures(result)}
<p class="note">Thresholds: ${thresholds.join('; ')}.</p><p class="note">${cites.join(', ')}</p></section>`;
}

function renderFigures({ figures }: LoadResult): Markup | undefined {
  if (figures === undefined) return undefined;
  const values = Object.entries(figures.values);
  return html`<div class="panels">${renderLatencies(figures.latency)}${renderTraffic(figures.timeline)}</div>
<table class="cases"><thead><tr><th scope="col">Answers</th><th scope="col">count</th><th scope="col">p50 ms</th><th scope="col">p90 ms</th><th scope="col">p99 ms</th><th scope="col">p99.9 ms</th><th scope="col">max ms</th></tr></thead>
<tbody>${figures.latency.map(
    (one) =>
      html`<tr><th scope="row">${line(one.name, 80)}</th><td>${one.count}</td><td>${one.p50Ms}</td><td>${one.p90Ms}</td><td>${one.p99Ms}</td><td>${one.p999Ms}</td><td>${one.maxMs}</td></tr>`,
  )}</tbody></table>
${values.length === 0 ? undefined : html`<table class="cases"><tbody>${values.map(([name, value]) => html`<tr><th scope="row">${line(name, 120)}</th><td>${value}</td></tr>`)}</tbody></table>`}
<p class="note">${plural(figures.requests, 'answer')} in ${duration(figures.seconds * 1000)} (${figures.requestsPerSecond}/s), ${figures.unanswered} without an answer; by status: ${
    Object.entries(figures.byStatus)
      .map(([status, count]) => `${status} × ${count}`)
      .join(', ') || 'none'
  }</p>`;
}

function renderEvidence(evidence: readonly LoadEvidence[]): Markup | undefined {
  if (evidence.length === 0) return undefined;
  return html`<table class="cases"><thead><tr><th scope="col">Sent</th><th scope="col">began, ms</th><th scope="col">answered, ms</th><th scope="col">status</th><th scope="col">what is wrong</th></tr></thead>
<tbody>${evidence.map(
    (one) =>
      html`<tr><th scope="row">${line(one.sent, 80)}</th><td>${one.startedMs}</td><td>${one.endedMs}</td><td>${one.status}</td><td>${line(one.note)}</td></tr>`,
  )}</tbody></table>`;
}

function renderList(title: string, all: readonly string[]): Markup | undefined {
  if (all.length === 0) return undefined;
  return html`<section class="card probe"><h3>${title}</h3><ul>${all.map((one) => html`<li>${line(one)}</li>`)}</ul></section>`;
}
