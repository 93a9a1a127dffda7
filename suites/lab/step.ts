import type { Exchange, ExchangeRole, HeaderPair } from '../../spec/history.ts';
import type { JsonSchema, Operation } from '../../spec/model.ts';
import type { HookName } from '../hooks.ts';
import type { RawConnection } from '../wire/raw-socket.ts';
import { isRefusedInBody } from './accepted.ts';
import { type BuiltRequest, encodeBody } from './build-request.ts';
import type { Presentation } from './present.ts';
import { parseJson } from './read-answer.ts';

/** One request to send: what it is for, what it is, who it comes from. */
export interface Step {
  /** What this step is called; rules select by it. */
  readonly step: string;
  readonly role: ExchangeRole;
  readonly case?: string;
  readonly control?: number | undefined;
  readonly readBackOf?: number | undefined;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
  /** The request; deviations below are laid over it. */
  readonly request: BuiltRequest;
  readonly present: readonly Presentation[];
  readonly method?: string;
  /** Path (and query) exactly as given, instead of the built one. */
  readonly rawPath?: string;
  readonly headers?: readonly HeaderPair[];
  readonly query?: readonly HeaderPair[];
  /** Body text exactly as given, with its media type. `undefined` text: no body. */
  readonly rawBody?: { readonly text: string | undefined; readonly mediaType?: string | undefined };
  /** Over a raw socket: `true` for a fresh connection, or one that is open. */
  readonly raw?: boolean | RawConnection;
  /** Over plain HTTP, beside the TLS of the target. What answers there need not be the API: the exchange names no operation. */
  readonly plain?: boolean;
  /** An answer of 429 is the point here, or at least is not to be waited out. */
  readonly unpaced?: boolean;
}

/** What came back, with the means to look into it. Secrets are still in it. */
export interface Sent {
  readonly seq: number;
  /** 0 if nothing came back. */
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  readonly body: string;
  readonly json: unknown;
  readonly ok: boolean;
  readonly exchange: Exchange;
}

/** A call of a hook that ended well. */
export interface HookCall {
  readonly hook: HookName;
  readonly input: object;
  readonly output: unknown;
  readonly startedMs: number;
  /** The operation that the hook stands in for. */
  readonly operation?: Operation | undefined;
  readonly step: { readonly step: string; readonly role?: ExchangeRole; readonly case?: string };
}

/** What goes over the wire for a step. */
export interface WireForm {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderPair[];
  readonly body?: string;
}

/** The step as it is sent to the server at a base URL, its deviations laid over the request. */
export function wireOf(step: Step, base: string): WireForm {
  const { request } = step;
  const query = [...request.query, ...step.present.flatMap((one) => one.query), ...(step.query ?? [])];
  const search =
    query.length === 0
      ? ''
      : `?${query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')}`;
  const body = bodyOf(step);
  const headers: HeaderPair[] = [
    ...(body.text === undefined || body.mediaType === undefined
      ? []
      : [['content-type', body.mediaType] as const]),
    ...mergeCookies([
      ...request.headers,
      ...step.present.flatMap((one) => one.headers),
      ...(step.headers ?? []),
    ]),
  ];
  return {
    method: step.method ?? request.method,
    url: base + (step.rawPath ?? request.path) + search,
    headers,
    ...(body.text === undefined ? {} : { body: body.text }),
  };
}

function bodyOf(step: Step): { text: string | undefined; mediaType: string | undefined } {
  if (step.rawBody !== undefined) return { text: step.rawBody.text, mediaType: step.rawBody.mediaType };
  const { body, mediaType } = step.request;
  if (body === undefined || mediaType === undefined) return { text: undefined, mediaType: undefined };
  return { text: encodeBody(body, mediaType), mediaType };
}

/** Several cookies travel in one field (RFC 6265 §5.4). */
function mergeCookies(headers: readonly HeaderPair[]): readonly HeaderPair[] {
  const cookies = headers.filter(([name]) => name.toLowerCase() === 'cookie').map(([, value]) => value);
  if (cookies.length < 2) return headers;
  return [...headers.filter(([name]) => name.toLowerCase() !== 'cookie'), ['cookie', cookies.join('; ')]];
}

/** An exchange with the means to look into its answer. */
export function sentOf(exchange: Exchange, accepted?: JsonSchema): Sent {
  const status = exchange.response?.status ?? 0;
  const body = exchange.response?.body ?? '';
  return {
    seq: exchange.seq,
    status,
    headers: exchange.response?.headers ?? [],
    body,
    json: parseJson(body),
    ok: status >= 200 && status < 300 && !isRefusedInBody(accepted, exchange),
    exchange,
  };
}
