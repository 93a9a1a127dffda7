import type { HeaderPair, HistoryResponse } from '../../spec/history.ts';

/** What is to be sent, before aliasing. `url` is absolute. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderPair[];
  readonly body?: string;
}

export type WireFailure = {
  readonly kind: 'timeout' | 'refused' | 'reset' | 'protocol' | 'too-large' | 'other';
  readonly message: string;
};

export interface WireResult {
  /** Headers as they went out, those that the client added included. */
  readonly sent: readonly HeaderPair[];
  readonly response?: HistoryResponse;
  readonly failure?: WireFailure;
}

/** Bodies beyond this, decompressed, are cut off and the exchange fails as `too-large`. */
export const maxBodyBytes = 2_000_000;

/** More answers of 1xx before the real one are no information but a storm. */
export const maxInformational = 100;

/** From the first byte sent to the last one received, in multiples of the limit for an answer to begin. */
export const deadlineFactor = 2;

export function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

export function makeResponse(
  status: number,
  headers: readonly HeaderPair[],
  body: string,
  trailers: readonly HeaderPair[] = [],
): HistoryResponse {
  const date = headers.find(([name]) => name.toLowerCase() === 'date')?.[1];
  const dateMs = date === undefined ? Number.NaN : Date.parse(date);
  return {
    status,
    headers,
    body,
    ...(trailers.length === 0 ? {} : { trailers }),
    ...(Number.isNaN(dateMs) ? {} : { dateMs }),
  };
}

export function failureOf(error: unknown): WireFailure {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : namedCode(message);
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { kind: 'refused', message };
  if (code === 'ECONNRESET' || code === 'EPIPE' || /socket hang up|aborted/i.test(message))
    return { kind: 'reset', message };
  if (code === 'ETIMEDOUT' || code === 'ECONNABORTED' || code === 'ETIME' || /timeout/i.test(message)) {
    return { kind: 'timeout', message };
  }
  // What zlib can't read is no body in the coding that the answer names.
  if (
    code.startsWith('HPE_') ||
    /^Z_|^ERR_(?:_?ERROR_|PADDING|BROTLI)/.test(code) ||
    /parse error/i.test(message)
  )
    return { kind: 'protocol', message };
  if (code === 'TOO_LARGE' || code === 'ETOOLARGE')
    return { kind: 'too-large', message: `body exceeds ${maxBodyBytes} bytes` };
  return { kind: 'other', message };
}

/** The client puts a text in the place of what the system said of a connection: `ECONNREFUSED: Connection refused`. */
function namedCode(message: string): string {
  return /^(E[A-Z]+): /.exec(message)?.[1] ?? '';
}

/** First value of a field, by case-insensitive name. */
export function headerOf(headers: readonly HeaderPair[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find(([field]) => field.toLowerCase() === wanted)?.[1];
}

/** All values of a field, by case-insensitive name. */
export function headersOf(headers: readonly HeaderPair[], name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([field]) => field.toLowerCase() === wanted).map(([, value]) => value);
}
