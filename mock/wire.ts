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
  const mark = url.indexOf('?');
  let query: URLSearchParams | undefined;
  return {
    method: incoming.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query: () => (query ??= new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1))),
    headers: incoming.headers,
    rawHeaders: incoming.rawHeaders,
    body,
    address: incoming.socket.remoteAddress ?? '',
    connection: incoming.socket,
  };
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
export function hasBody(incoming: IncomingMessage): boolean {
  const { 'content-length': length, 'transfer-encoding': coding } = incoming.headers;
  return coding !== undefined || (length !== undefined && length !== '0');
}
