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

export function succeeded(exchange: Exchange | undefined): boolean {
  const status = statusOf(exchange);
  return status >= 200 && status < 300;
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
 * one thing that is wrong) succeeded in this history; else the case is untestable, never a pass. An answer of 429 or
 * none at all is untestable too, unless it is what is expected.
 */
export function denial(view: View, probe: Exchange, expectation: DenialExpectation): Finding {
  const control = view.controlOf(probe);
  const base = {
    case: expectation.case ?? (probe.case === '' ? requestText(probe) : probe.case),
    expected: expectation.expected ?? `refused with ${expectation.statuses.join(' or ')}`,
    evidence: [...(control === undefined ? [] : [control.seq]), probe.seq],
    ...(expectation.grounds === undefined ? {} : { grounds: expectation.grounds }),
  };
  if (control === undefined)
    return { ...base, verdict: 'untestable', observed: 'the experiment sent no positive control' };
  if (!succeeded(control)) {
    return {
      ...base,
      verdict: 'untestable',
      observed: `the positive control did not succeed (${statusText(control)}), so a refusal proves nothing`,
    };
  }
  const status = statusOf(probe);
  if (status === 0) return { ...base, verdict: 'untestable', observed: statusText(probe) };
  if (!expectation.statuses.includes(status)) {
    if (status === 429) return { ...base, verdict: 'untestable', observed: 'rate limited (429)' };
    return {
      ...base,
      verdict: 'violated',
      observed: succeeded(probe) ? `accepted with ${status}` : `answered ${status}`,
    };
  }
  const wrong = expectation.also?.(probe);
  return wrong === undefined
    ? { ...base, verdict: 'holds', observed: `refused with ${status}` }
    : { ...base, verdict: 'violated', observed: wrong };
}

/** Judges that a request is accepted. No answer and an unplanned 429 are untestable. */
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
  if (status === 0 || status === 429) return { ...base, verdict: 'untestable', observed: statusText(probe) };
  return { ...base, verdict: 'violated', observed: `refused with ${status}` };
}

/** A plain yes-or-no finding. */
export function finding(holds: boolean, parts: Omit<Finding, 'verdict'>): Finding {
  return { ...parts, verdict: holds ? 'holds' : 'violated' };
}
