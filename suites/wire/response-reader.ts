import type { HeaderPair, HistoryResponse } from '../../spec/history.ts';
import { headerOf, makeResponse, maxBodyBytes } from './message.ts';

/** Reads one HTTP/1.1 response from bytes as they come (RFC 9112 §6.3), header pairs as on the wire. */
export class ResponseReader {
  readonly #method: string;
  #buffer = Buffer.alloc(0);

  constructor(method = 'GET') {
    this.#method = method;
  }

  push(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
  }

  /**
   * The response once it is complete, else undefined. `ended`: no more bytes will come.
   * @throws Error with code `HPE_*` for what is not HTTP, `TOO_LARGE` for a body beyond the limit
   */
  read(ended: boolean): HistoryResponse | undefined {
    const end = this.#buffer.indexOf('\r\n\r\n');
    if (end < 0) {
      if (this.#buffer.length > 262_144)
        throw coded('HPE_HEADER_OVERFLOW', 'parse error: no end of header section');
      return undefined;
    }
    const [statusLine = '', ...lines] = this.#buffer.subarray(0, end).toString('latin1').split('\r\n');
    const status = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(statusLine)?.[1];
    if (status === undefined) throw coded('HPE_INVALID_STATUS', 'parse error: not an HTTP status line');
    if (status === '100') {
      this.#buffer = this.#buffer.subarray(end + 4);
      return this.read(ended);
    }
    const headers = lines.map(pairOf);
    const read = this.#body(Number(status), headers, this.#buffer.subarray(end + 4), ended);
    if (read === undefined) return undefined;
    return Buffer.isBuffer(read)
      ? makeResponse(Number(status), headers, read.toString('utf8'))
      : makeResponse(Number(status), headers, read.body.toString('utf8'), read.trailers);
  }

  #body(
    status: number,
    headers: readonly HeaderPair[],
    rest: Buffer,
    ended: boolean,
  ): Buffer | Chunked | undefined {
    if (rest.length > maxBodyBytes) throw coded('TOO_LARGE', `body exceeds ${maxBodyBytes} bytes`);
    if (this.#method === 'HEAD' || status === 204 || status === 304) return Buffer.alloc(0);
    if (/chunked/i.test(headerOf(headers, 'transfer-encoding') ?? '')) return unchunk(rest);
    const length = headerOf(headers, 'content-length');
    if (length !== undefined)
      return rest.length >= Number(length) ? rest.subarray(0, Number(length)) : undefined;
    return ended ? rest : undefined;
  }
}

function pairOf(line: string): HeaderPair {
  const colon = line.indexOf(':');
  if (colon < 1) throw coded('HPE_INVALID_HEADER_TOKEN', 'parse error: header line without a name');
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}

interface Chunked {
  readonly body: Buffer;
  readonly trailers: readonly HeaderPair[];
}

function unchunk(bytes: Buffer): Chunked | undefined {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = bytes.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const size = Number.parseInt(bytes.subarray(at, end).toString('latin1'), 16);
    if (Number.isNaN(size)) throw coded('HPE_INVALID_CHUNK_SIZE', 'parse error: chunk size');
    if (size === 0) {
      const trailers = trailersOf(bytes.subarray(end + 2));
      return trailers && { body: Buffer.concat(parts), trailers };
    }
    if (bytes.length < end + 2 + size + 2) return undefined;
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}

/** Field lines up to the empty one that ends the message (RFC 9112 §7.1.2). */
function trailersOf(bytes: Buffer): readonly HeaderPair[] | undefined {
  if (bytes.indexOf('\r\n') === 0) return [];
  const end = bytes.indexOf('\r\n\r\n');
  return end < 0 ? undefined : bytes.subarray(0, end).toString('latin1').split('\r\n').map(pairOf);
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
