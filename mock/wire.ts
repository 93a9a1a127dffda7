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
}

/** More than this is answered with 413. */
export const bodyLimitBytes = 1024 * 1024;

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
  };
}

/** Undefined if there is none, `too-large` above the limit, `aborted` if the client went away. */
export function readBody(incoming: IncomingMessage): Promise<Buffer | 'too-large' | 'aborted'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > bodyLimitBytes) {
        chunks.length = 0;
        resolve('too-large');
      } else chunks.push(chunk);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('error', () => resolve('aborted'));
    incoming.on('close', () => resolve('aborted'));
  });
}

/** Does the message announce a body? Then reading it must wait for the network. */
export function hasBody(incoming: IncomingMessage): boolean {
  const { 'content-length': length, 'transfer-encoding': coding } = incoming.headers;
  return coding !== undefined || (length !== undefined && length !== '0');
}
