import type { Exchange, HeaderPair } from '../../spec/history.ts';
import type { Verdict } from '../../spec/outcome.ts';
import { duration, line, plural } from '../text.ts';
import { Budget } from './budget.ts';
import { curlLine } from './curl.ts';
import { html, type Markup } from './markup.ts';

const bodyLimit = 3000;
const headersLimit = 40;

/** Renders evidence within a budget. What does not fit is named by its number; the HAR report has it all. */
export class EvidenceRenderer {
  readonly #exchanges: ReadonlyMap<number, Exchange>;
  readonly #budget: Budget;
  included = 0;

  constructor(exchanges: ReadonlyMap<number, Exchange>, characters: number) {
    this.#exchanges = exchanges;
    this.#budget = new Budget(characters);
  }

  /** The first `most` exchanges of a verdict's evidence; the last is open if `open`, since it shows the defect. */
  render(verdict: Verdict, most: number, open = false): Markup | undefined {
    if (verdict.evidence.length === 0) return undefined;
    const shown = evidenceToShow(verdict.evidence, most).flatMap((seq) => this.#exchanges.get(seq) ?? []);
    const parts = shown.map((exchange, index) =>
      this.#renderOne(exchange, open && index === shown.length - 1),
    );
    const left = verdict.evidence.length - shown.length;
    const note =
      left > 0 ? html`<p class="note">${plural(left, 'more exchange')} in the HAR report.</p>` : undefined;
    return html`<div class="evidence">${parts}${note}</div>`;
  }

  #renderOne(exchange: Exchange, open: boolean): Markup {
    const markup = renderExchange(exchange, open);
    if (!this.#budget.admits(markup)) {
      return html`<p class="note">Exchange #${exchange.seq} is in the HAR report; this page has reached its size limit.</p>`;
    }
    this.included += 1;
    return markup;
  }
}

/** The first ones and the very last, where a story starts and ends. */
function evidenceToShow(evidence: readonly number[], most: number): readonly number[] {
  return evidence.length <= most ? evidence : [...evidence.slice(0, most - 1), ...evidence.slice(-1)];
}

function renderExchange(exchange: Exchange, open: boolean): Markup {
  const { request, response, failure } = exchange;
  const status = response?.status ?? failure?.kind ?? 'no response';
  const statusClass = response === undefined ? 'none' : `s${Math.floor(response.status / 100)}`;
  const who = exchange.presented.map(({ credential, form, scheme }) =>
    form === 'documented' ? (credential ?? scheme) : `${credential ?? scheme} (${form})`,
  );
  return html`<details class="exchange"${open ? html` open` : undefined}><summary><span class="seq">#${exchange.seq}</span><span class="role">${exchange.role}</span><code>${line(request.method, 20)} ${line(pathOf(request.url), 120)}</code><span class="status ${statusClass}">${status}</span><span class="who">${line(who.join(' + ') || 'no credential', 80)}</span></summary>
<div class="wire"><section><h5>Request</h5><pre tabindex="0">${withAliases(`${request.method} ${request.url}`)}
${headerLines(request.headers)}${bodyText(request.body ?? '')}</pre></section><section><h5>Response</h5><pre tabindex="0">${
    response === undefined
      ? html`<i>No usable response: ${failure === undefined ? 'nothing came back' : `${failure.kind}, ${line(failure.message)}`}</i>`
      : html`HTTP ${response.status}
${headerLines(response.headers)}${bodyText(response.body)}`
  }</pre></section></div>
<p class="facts">${exchangeFacts(exchange)}</p>
${exchange.transport === 'hook' ? undefined : html`<pre class="curl" tabindex="0">${withAliases(clip(curlLine(exchange)))}</pre>`}</details>`;
}

function exchangeFacts(exchange: Exchange): string {
  return [
    `experiment ${exchange.experiment}`,
    exchange.step === '' ? '' : `step ${line(exchange.step, 60)}`,
    exchange.case === '' ? '' : `case ${line(exchange.case, 80)}`,
    exchange.control === undefined ? '' : `positive control #${exchange.control}`,
    exchange.readBackOf === undefined ? '' : `reads back #${exchange.readBackOf}`,
    duration(exchange.endedMs - exchange.startedMs),
    exchange.transport === 'raw' ? 'sent over a raw socket (curl may tidy it)' : '',
    exchange.transport === 'hook' ? 'not HTTP: a hook of the target file' : '',
  ]
    .filter((fact) => fact !== '')
    .join(' · ');
}

function headerLines(headers: readonly HeaderPair[]): Markup {
  const lines = headers
    .slice(0, headersLimit)
    .map(([name, value]) => html`<b>${line(name, 100)}</b>: ${withAliases(line(value, 500))}\n`);
  const left = headers.length - headersLimit;
  return html`${lines}${left > 0 ? html`<i>… ${plural(left, 'more header')}</i>\n` : undefined}`;
}

function bodyText(body: string): Markup | undefined {
  if (body === '') return undefined;
  const left = body.length - bodyLimit;
  const note = left > 0 ? html`\n<i>… ${plural(left, 'more character')}</i>` : undefined;
  return html`\n${withAliases(body.slice(0, bodyLimit))}${note}`;
}

function clip(text: string): string {
  return text.length > 2 * bodyLimit ? `${text.slice(0, 2 * bodyLimit)} …` : text;
}

/** `⟦token#3⟧` stands out, so that a reader sees where the secret was. */
function withAliases(text: string): Markup {
  const parts = text
    .split(/(⟦[^⟦⟧]{1,80}⟧)/u)
    .map((part, index) => (index % 2 === 1 ? html`<mark>${part}</mark>` : html`${part}`));
  return html`${parts}`;
}

/** Path and query: the host is the same on every line. */
function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/?#]+/i, '') || '/';
}
