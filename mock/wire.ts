import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** A request as it came over the wire, body read, nothing interpreted. */
export interface WireRequest {
  readonly method: string;
  /** Without the query, still percent-encoded. */
  readonly path: string;
  query(): URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Name, value, name, value …: duplicates and case kept. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer | undefined;
  /** The peer's address; never what a header says of it. */
  readonly address: string;
  /** The same object for requests over one connection. */
  readonly connection: object;
}

/** More than this is answered with 413. */
const bodyLimitBytes = 1024 * 1024;

export function wireRequest(incoming: IncomingMessage, url: string, body: Buffer | undefined): WireRequest {
  return new Incoming(incoming, url, body);
}

/** What a request costs to look at is paid by those who look: most need neither the header table nor the query. */
class Incoming implements WireRequest {
  readonly method: string;
  readonly path: string;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer | undefined;
  readonly #incoming: IncomingMessage;
  readonly #search: string;
  #query: URLSearchParams | undefined;

  constructor(incoming: IncomingMessage, url: string, body: Buffer | undefined) {
    const mark = url.indexOf('?');
    this.method = incoming.method ?? 'GET';
    this.path = mark < 0 ? url : url.slice(0, mark);
    this.rawHeaders = incoming.rawHeaders;
    this.body = body;
    this.#incoming = incoming;
    this.#search = mark < 0 ? '' : url.slice(mark + 1);
  }

  get headers(): IncomingHttpHeaders {
    return this.#incoming.headers;
  }

  get address(): string {
    return this.#incoming.socket.remoteAddress ?? '';
  }

  get connection(): object {
    return this.#incoming.socket;
  }

  query(): URLSearchParams {
    this.#query ??= new URLSearchParams(this.#search);
    return this.#query;
  }
}

/** The same request with something in it changed, for servers with a flaw. */
export function changedRequest(request: WireRequest, changes: Partial<WireRequest>): WireRequest {
  const { method, path, headers, rawHeaders, body, address, connection } = request;
  const query = () => request.query();
  return { method, path, query, headers, rawHeaders, body, address, connection, ...changes };
}

/** Beyond this nobody waits for the end of an upload that is refused anyway. */
const drainLimitBytes = 16 * bodyLimitBytes;

/**
 * The whole body; `too-large` above the limit, told when the upload is over so that the client can read the answer;
 * `aborted` if the client went away.
 */
export function readBody(incoming: IncomingMessage): Promise<Buffer | 'too-large' | 'aborted'> {
  if (incoming.readableEnded) return Promise.resolve(bodyReadBefore(incoming));
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= bodyLimitBytes) chunks.push(chunk);
      else chunks = [];
      if (bytes > drainLimitBytes) resolve('too-large');
    });
    incoming.on('end', () => resolve(bytes > bodyLimitBytes ? 'too-large' : Buffer.concat(chunks)));
    incoming.on('error', () => resolve('aborted'));
    incoming.on('close', () => resolve('aborted'));
  });
}

/** Mounted behind a body parser, the stream is spent and its value stands on the request. */
function bodyReadBefore(incoming: IncomingMessage): Buffer {
  const value: unknown = Reflect.get(incoming, 'body');
  if (value === undefined) return Buffer.alloc(0);
  return Buffer.isBuffer(value)
    ? value
    : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Does the message announce a body? Then reading it must wait for the network. */
export function hasBody({ rawHeaders }: IncomingMessage): boolean {
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (name.length === 14 && name.toLowerCase() === 'content-length') return rawHeaders[index + 1] !== '0';
    if (name.length === 17 && name.toLowerCase() === 'transfer-encoding') return true;
  }
  return false;
}
