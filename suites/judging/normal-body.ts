import { parseJson } from '../lab/read-answer.ts';

/**
 * A body with what may differ in every answer masked: values of members named like a request id, a time stamp or a
 * remaining quota, dates and large numbers, and the parameter by which a request made its URL its own. The order of
 * members does not count; which members there are does.
 * `data` keeps identities: UUIDs and large numbers in members that are named like an id. `refusal`, for answers in
 * which nobody's data stands, masks them and long hexadecimal texts too.
 */
export function normalBody(body: string | undefined, kind: 'data' | 'refusal'): string {
  const text = body ?? '';
  const json = parseJson(text);
  if (typeof json !== 'object' || json === null) return normalText(text, kind);
  return JSON.stringify(masked(json, '', kind));
}

/** A text, header values included, with dates and (in refusals) ids masked. */
export function normalText(text: string, kind: 'data' | 'refusal'): string {
  const plain = text
    .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?/g, mask)
    .replaceAll(/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT/g, mask)
    .replaceAll(/(?<=[?&])probe=[^&"'\s]*&?/g, '')
    .replaceAll(/\?(?=$|["'\s])/g, '');
  if (kind === 'data') return plain;
  return plain
    .replaceAll(uuid, mask)
    .replaceAll(/\breq[_-]\w+/g, mask)
    .replaceAll(/\b(?=[0-9a-f]*\d)[0-9a-f]{12,}\b/gi, mask);
}

const mask = '·';
const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;

/** Seconds since 1970 have been larger since 2001. */
const largeNumber = 1_000_000_000;

const volatileNames = [
  /^x?(request|req|trace|correlation|span|transaction|activity|incident|event|error|log|ray)(id|uuid|guid|ref|reference)$/,
  /^(trace|traceparent|correlation|nonce|now|time|timestamp|servertime|date|elapsed|took|duration|durationms|latency|uptime)$/,
  /^(x?ratelimit.*|quota.*|.*remaining.*|retryafter)$/,
];

function isVolatile(name: string): boolean {
  const plain = name.replaceAll(/[-_ .]/g, '').toLowerCase();
  return volatileNames.some((pattern) => pattern.test(plain));
}

function isIdentity(name: string): boolean {
  return /^(_?id|.*[-_]id|.*[a-z]I[dD])$|uuid|guid|owner|user|tenant/i.test(name);
}

function masked(value: unknown, name: string, kind: 'data' | 'refusal'): unknown {
  if (isVolatile(name)) return mask;
  if (Array.isArray(value)) return value.map((one) => masked(one, name, kind));
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(pairs.map(([key, one]) => [key, masked(one, key, kind)]));
  }
  const keeps = kind === 'data' && isIdentity(name);
  if (typeof value === 'number') return !keeps && Math.abs(value) >= largeNumber ? mask : value;
  if (typeof value !== 'string') return value;
  const text = normalText(value, kind);
  return keeps ? text : text.replaceAll(uuid, mask);
}
