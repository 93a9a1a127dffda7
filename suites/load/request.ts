import type { JsonSchema } from '../../spec/model.ts';
import type { BuiltRequest } from '../lab/build-request.ts';
import type { Lab } from '../lab/lab.ts';
import type { Presentation } from '../lab/present.ts';

/** A read that is sent over and over. */
export interface TrafficRequest {
  /** What reports call it: an alias or a word, never a secret. */
  readonly label: string;
  /** Base URL of the operation on this target, no trailing slash. */
  readonly base: string;
  readonly method: string;
  /** Path and query, without that of the base URL. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What the body of an accepted answer satisfies, where refusals come with 2xx too. */
  readonly accepted?: JsonSchema;
}

/** What a read is called that carries no credential. */
export const withoutCredential = 'no credential';

/**
 * A built read with its credentials, ready for traffic.
 * @throws Lacking if this target has not the operation
 */
export function trafficRequest(
  lab: Lab,
  label: string,
  request: BuiltRequest,
  present: readonly Presentation[],
): TrafficRequest {
  for (const one of present)
    for (const text of one.sensitive)
      lab.taint.registerForm(one.presented.credential ?? 'unknown', text, one.presented.form);
  const query = [...request.query, ...present.flatMap((one) => one.query)]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  const headers = [...request.headers, ...present.flatMap((one) => one.headers)];
  const { accepted } = request.operation;
  return {
    label,
    base: lab.baseUrlOf(request.operation),
    method: request.method,
    ...(accepted === undefined ? {} : { accepted }),
    path: request.path + (query === '' ? '' : `?${query}`),
    headers: joined(headers),
  };
}

/** Several cookies travel in one field (RFC 6265 §5.4). */
function joined(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    headers[key] =
      headers[key] === undefined ? value : `${headers[key]}${key === 'cookie' ? '; ' : ', '}${value}`;
  }
  return headers;
}
