import type { HeaderPair, HistoryResponse } from '../../spec/history.ts';
import { coded, headersOf, makeResponse, maxBodyBytes, maxInformational } from './message.ts';

/** Status line and fields of one answer, and the fields behind its body. Regular expressions run over them. */
const maxHeadBytes = 32_768;

/** A chunk's size with its extensions. */
const maxSizeLineBytes = 1024;

/** What a piece of the message was good for: more is needed, or this part is done. */
type Progress = 'more' | 'done';

/** Reads one HTTP/1.1 response from bytes as they come (RFC 9112 §6.3), header pairs as on the wire. Each byte once. */
export class ResponseReader {
  readonly #method: string;
  /** Bytes that no part has taken yet. */
  #rest = Buffer.alloc(0);
  readonly #arrived: Buffer[] = [];
  #informational = 0;
  #head: { readonly status: number; readonly headers: readonly HeaderPair[] } | undefined;
  #framing: 'none' | 'length' | 'chunked' | 'close' = 'none';
  /** Bytes of body or chunk still to come. */
  #wanted = 0;
  #part: 'size' | 'data' | 'data-end' | 'trailers' = 'size';
  readonly #body: Buffer[] = [];
  #bodyBytes = 0;
  #trailers: readonly HeaderPair[] = [];
  #done = false;

  constructor(method = 'GET') {
    this.#method = method;
  }

  push(chunk: Buffer): void {
    this.#arrived.push(chunk);
  }

  /** Bytes that came after the end of the answer: nobody asked for them. */
  get surplus(): number {
    return this.#done ? this.#rest.length + this.#arrived.reduce((sum, one) => sum + one.length, 0) : 0;
  }

  /**
   * The response once it is complete, else undefined. `ended`: no more bytes will come.
   * @throws Error with code `HPE_*` for what is not HTTP, `TOO_LARGE` for a body beyond the limit
   */
  read(ended: boolean): HistoryResponse | undefined {
    if (this.#arrived.length > 0) this.#rest = Buffer.concat([this.#rest, ...this.#arrived.splice(0)]);
    while (this.#head === undefined) if (this.#readHead() === 'more') return undefined;
    const { status, headers } = this.#head;
    if (this.#readBody(ended) === 'more') return undefined;
    this.#done = true;
    return makeResponse(status, headers, Buffer.concat(this.#body).toString('utf8'), this.#trailers);
  }

  #readHead(): Progress {
    const end = this.#rest.indexOf('\r\n\r\n');
    if (end < 0 ? this.#rest.length > maxHeadBytes : end > maxHeadBytes)
      throw coded('HPE_HEADER_OVERFLOW', `parse error: header section beyond ${maxHeadBytes} bytes`);
    if (end < 0) return 'more';
    const [statusLine = '', ...lines] = this.#rest.subarray(0, end).toString('latin1').split('\r\n');
    this.#rest = this.#rest.subarray(end + 4);
    const digits = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(statusLine)?.[1];
    const status = Number(digits);
    if (digits === undefined || status < 100)
      throw coded('HPE_INVALID_STATUS', 'parse error: not an HTTP status line');
    if (status === 101) throw coded('HPE_UPGRADE', 'parse error: switches to a protocol nobody asked for');
    if (status < 200) {
      this.#informational += 1;
      if (this.#informational > maxInformational)
        throw coded('HPE_INFORMATIONAL', `parse error: more than ${maxInformational} answers of 1xx`);
      return 'done';
    }
    const headers = lines.map(pairOf);
    this.#head = { status, headers };
    this.#frame(status, headers);
    return 'done';
  }

  /** How the end of the body is told. What tells it in two ways is smuggling or broken (RFC 9112 §6.3). */
  #frame(status: number, headers: readonly HeaderPair[]): void {
    const codings = headersOf(headers, 'transfer-encoding').join(',').toLowerCase();
    const lengths = new Set(headersOf(headers, 'content-length').flatMap((value) => value.split(/\s*,\s*/)));
    if (codings !== '' && lengths.size > 0)
      throw coded('HPE_UNEXPECTED_CONTENT_LENGTH', 'parse error: Transfer-Encoding beside Content-Length');
    if (lengths.size > 1 || [...lengths].some((one) => !/^\d{1,15}$/.test(one)))
      throw coded('HPE_INVALID_CONTENT_LENGTH', 'parse error: Content-Length is not one number');
    const [length] = lengths;
    if (this.#method === 'HEAD' || status === 204 || status === 304) this.#framing = 'none';
    else if (/(?:^|[,\s])chunked$/.test(codings)) this.#framing = 'chunked';
    else if (length === undefined) this.#framing = 'close';
    else {
      this.#framing = 'length';
      this.#wanted = Number(length);
      if (this.#wanted > maxBodyBytes) throw tooLarge();
    }
  }

  #readBody(ended: boolean): Progress {
    switch (this.#framing) {
      case 'none':
        return 'done';
      case 'length':
        this.#take();
        return this.#wanted === 0 ? 'done' : 'more';
      case 'close':
        this.#wanted = this.#rest.length;
        this.#take();
        return ended ? 'done' : 'more';
      case 'chunked': {
        let progress = this.#readChunkPart();
        while (progress === 'next') progress = this.#readChunkPart();
        return progress;
      }
    }
  }

  #readChunkPart(): Progress | 'next' {
    if (this.#part === 'trailers') return this.#readTrailers();
    if (this.#part === 'data') {
      this.#take();
      if (this.#wanted > 0) return 'more';
      this.#part = 'data-end';
    }
    if (this.#part === 'data-end') {
      if (this.#rest.length < 2) return 'more';
      if (this.#rest.indexOf('\r\n') !== 0)
        throw coded('HPE_STRICT', 'parse error: a chunk is longer than its size');
      this.#rest = this.#rest.subarray(2);
      this.#part = 'size';
    }
    const end = this.#rest.indexOf('\r\n');
    if (end < 0 ? this.#rest.length > maxSizeLineBytes : end > maxSizeLineBytes)
      throw coded('HPE_CHUNK_EXTENSIONS_OVERFLOW', 'parse error: chunk size line too long');
    if (end < 0) return 'more';
    const digits = /^([\da-f]{1,12})[ \t]*(?:;|$)/i.exec(this.#rest.subarray(0, end).toString('latin1'))?.[1];
    if (digits === undefined) throw coded('HPE_INVALID_CHUNK_SIZE', 'parse error: chunk size');
    this.#rest = this.#rest.subarray(end + 2);
    this.#wanted = Number.parseInt(digits, 16);
    this.#part = this.#wanted === 0 ? 'trailers' : 'data';
    return 'next';
  }

  /** Field lines up to the empty one that ends the message (RFC 9112 §7.1.2). */
  #readTrailers(): Progress {
    const none = this.#rest.indexOf('\r\n') === 0;
    const end = none ? 0 : this.#rest.indexOf('\r\n\r\n');
    if (end < 0 ? this.#rest.length > maxHeadBytes : end > maxHeadBytes)
      throw coded('HPE_HEADER_OVERFLOW', `parse error: trailer section beyond ${maxHeadBytes} bytes`);
    if (end < 0) return 'more';
    if (!none) this.#trailers = this.#rest.subarray(0, end).toString('latin1').split('\r\n').map(pairOf);
    this.#rest = this.#rest.subarray(end + (none ? 2 : 4));
    return 'done';
  }

  /** Moves what is wanted and there into the body. */
  #take(): void {
    const taken = this.#rest.subarray(0, this.#wanted);
    this.#rest = this.#rest.subarray(taken.length);
    this.#wanted -= taken.length;
    this.#bodyBytes += taken.length;
    if (this.#bodyBytes > maxBodyBytes) throw tooLarge();
    if (taken.length > 0) this.#body.push(taken);
  }
}

function tooLarge(): Error {
  return coded('TOO_LARGE', `body exceeds ${maxBodyBytes} bytes`);
}

function pairOf(line: string): HeaderPair {
  const colon = line.indexOf(':');
  if (colon < 1) throw coded('HPE_INVALID_HEADER_TOKEN', 'parse error: header line without a name');
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}
