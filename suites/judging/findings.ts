import type { Exchange } from '../../spec/history.ts';
import type { Citation } from '../../spec/model.ts';
import type { Finding } from '../rule.ts';
import type { View } from './view.ts';

/** `401`, `200`, `no answer (timeout)`. */
export function statusText(exchange: Exchange | undefined): string {
  if (exchange === undefined) return 'nothing was sent';
  if (exchange.response !== undefined) return String(exchange.response.status);
  return `no answer (${exchange.failure?.kind ?? 'unknown'})`;
}

export function statusOf(exchange: Exchange | undefined): number {
  return exchange?.response?.status ?? 0;
}

/** Was it accepted? A 2xx whose body lets nobody in was not. */
export function succeeded(exchange: Exchange | undefined): boolean {
  const status = statusOf(exchange);
  return status >= 200 && status < 300 && exchange?.refusedInBody !== true;
}

/** `answered 404`, or that only the body of a 2xx refuses. */
function answerText(exchange: Exchange): string {
  const status = statusOf(exchange);
  return exchange.refusedInBody === true
    ? `answered ${status}, and refused in the body only`
    : `answered ${status}`;
}

const unavailable: Readonly<Record<number, string>> = {
  429: 'rate limited (429)',
  502: 'a gateway failed (502)',
  503: 'the service was unavailable (503)',
  504: 'a gateway got no answer in time (504)',
};

/**
 * Which of these requests got no answer of the API's own, in words, or undefined if all did. Silence, an unplanned 429,
 * 502, 503 and 504 are neither a refusal nor an acceptance: nothing follows from them. Requests that were never sent
 * are not looked at, nor are those with one of the `expected` statuses.
 */
export function unanswered(
  exchanges: Exchange | undefined | readonly (Exchange | undefined)[],
  expected: readonly number[] = [],
): string | undefined {
  for (const exchange of [exchanges].flat()) {
    if (exchange === undefined) continue;
    const status = statusOf(exchange);
    if (expected.includes(status)) continue;
    const text = status === 0 ? statusText(exchange) : unavailable[status];
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Did the server close the connection on a request over a raw socket? That is how HTTP parsers refuse many of them. */
export function closedOn(exchange: Exchange): boolean {
  return exchange.transport === 'raw' && exchange.failure?.kind === 'reset';
}

/** `POST /users` of the model, or method and path as sent. */
export function requestText(exchange: Exchange): string {
  return exchange.operation ?? `${exchange.request.method} ${new URL(exchange.request.url).pathname}`;
}

export interface DenialExpectation {
  /** Statuses that count as the refusal. */
  readonly statuses: readonly number[];
  readonly expected?: string;
  readonly grounds?: readonly Citation[];
  readonly case?: string;
  /** Further demands on the refused answer: text of what is wrong, or undefined. */
  readonly also?: (probe: Exchange) => string | undefined;
}

/**
 * Judges a denial. It holds only if the positive control (the same request, differing in the credential or in the
 * one thing that is wrong) succeeded in this history; else the case is untestable, never a pass. So it is if the probe
 * was left `unanswered`, unless with a status that is expected.
 */
export function denial(view: View, probe: Exchange, expectation: DenialExpectation): Finding {
  const control = view.controlOf(probe);
  const base = {
    case: expectation.case ?? (probe.case === '' ? requestText(probe) : probe.case),
    expected: expectation.expected ?? `refused with ${[...new Set(expectation.statuses)].join(' or ')}`,
    evidence: [...(control === undefined ? [] : [control.seq]), probe.seq],
    ...(expectation.grounds === undefined ? {} : { grounds: expectation.grounds }),
  };
  if (control === undefined) {
    // What got through needs no control to be told from a refusal.
    if (succeeded(probe))
      return { ...base, verdict: 'violated', observed: `accepted with ${statusOf(probe)}` };
    const reason = probe.detail['uncontrolled'] ?? 'the experiment sent no positive control';
    return { ...base, verdict: 'untestable', observed: String(reason) };
  }
  if (!succeeded(control)) {
    return {
      ...base,
      verdict: 'untestable',
      observed: `the positive control did not succeed (${control.refusedInBody === true ? answerText(control) : statusText(control)}), so a refusal proves nothing`,
    };
  }
  const status = statusOf(probe);
  const silence = unanswered(probe, expectation.statuses);
  if (silence !== undefined) return { ...base, verdict: 'untestable', observed: silence };
  if (!expectation.statuses.includes(status)) {
    return {
      ...base,
      verdict: 'violated',
      observed: succeeded(probe) ? `accepted with ${status}` : answerText(probe),
    };
  }
  const wrong = expectation.also?.(probe);
  return wrong === undefined
    ? { ...base, verdict: 'holds', observed: `refused with ${status}` }
    : { ...base, verdict: 'violated', observed: wrong };
}

/** Judges that a request is accepted. One that was left `unanswered` is untestable. */
export function acceptance(
  probe: Exchange,
  options: {
    readonly case?: string;
    readonly expected?: string;
    readonly grounds?: readonly Citation[];
    readonly evidence?: readonly number[];
  } = {},
): Finding {
  const base = {
    case: options.case ?? (probe.case === '' ? requestText(probe) : probe.case),
    expected: options.expected ?? 'accepted (2xx)',
    evidence: [...(options.evidence ?? []), probe.seq],
    ...(options.grounds === undefined ? {} : { grounds: options.grounds }),
  };
  const status = statusOf(probe);
  if (succeeded(probe)) return { ...base, verdict: 'holds', observed: `accepted with ${status}` };
  const silence = unanswered(probe);
  if (silence !== undefined) return { ...base, verdict: 'untestable', observed: silence };
  const refused = probe.refusedInBody === true ? answerText(probe) : `refused with ${status}`;
  return { ...base, verdict: 'violated', observed: refused };
}

/** A plain yes-or-no finding. */
export function finding(holds: boolean, parts: Omit<Finding, 'verdict'>): Finding {
  return { ...parts, verdict: holds ? 'holds' : 'violated' };
}

/** A yes-or-no finding that says nothing if one of the exchanges that it rests on was left `unanswered`. */
export function answeredFinding(
  exchanges: Exchange | undefined | readonly (Exchange | undefined)[],
  holds: boolean,
  parts: Omit<Finding, 'verdict'>,
): Finding {
  const silence = unanswered(exchanges);
  return silence === undefined
    ? finding(holds, parts)
    : { ...parts, verdict: 'untestable', observed: silence };
}
