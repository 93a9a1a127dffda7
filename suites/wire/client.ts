import type { ClientRequest, IncomingMessage } from 'node:http';
import request, { type Response } from 'supertest';
import type { HeaderPair } from '../../spec/history.ts';
import { userAgent } from '../../spec/user-agent.ts';
import {
  coded,
  deadlineFactor,
  failureOf,
  makeResponse,
  maxBodyBytes,
  maxInformational,
  type WireRequest,
  type WireResult,
} from './message.ts';

/**
 * Sends one well-formed request with supertest. Redirects are not followed (credentials must not travel on),
 * every status is an answer, the body is kept as text. Each request has a connection of its own,
 * so that bytes which nobody asked for never answer the next one. `ca`: certificates (PEM) to trust in place of the
 * usual ones.
 */
export async function sendByClient(wire: WireRequest, timeoutMs: number, ca?: string): Promise<WireResult> {
  const { origin } = new URL(wire.url);
  // The path goes through untouched: URL would fold `/./` and `//`.
  const path = wire.url.slice(origin.length);
  const pending = request(origin)
    .options(path)
    .redirects(0)
    .ok(() => true)
    .timeout({ response: timeoutMs, deadline: timeoutMs * deadlineFactor })
    .maxResponseSize(maxBodyBytes)
    .buffer(true)
    .parse(readText);
  pending.method = wire.method;
  if (ca !== undefined) pending.ca(ca);
  pending.set('user-agent', userAgent);
  for (const [name, value] of wire.headers) pending.set(name, value);
  if (wire.body !== undefined) pending.serialize((body: unknown) => String(body)).send(wire.body);
  pending.on('request', ({ req }: { readonly req: ClientRequest }) => {
    // Without a listener the connection would just be gone, and the request wait for its deadline.
    req.once('upgrade', (_, socket) => {
      socket.destroy();
      req.emit('error', coded('HPE_UPGRADE', 'parse error: switches to a protocol nobody asked for'));
    });
    // A reset in the middle of an answer is told by the request and again by the answer: the first one says more.
    let begun: IncomingMessage | undefined;
    req.once('response', (message) => {
      begun = message;
    });
    req.on('error', () => begun?.removeAllListeners('error').on('error', () => {}));
    let informational = 0;
    req.on('information', () => {
      informational += 1;
      if (informational > maxInformational)
        req.destroy(coded('HPE_INFORMATIONAL', `parse error: more than ${maxInformational} answers of 1xx`));
    });
  });
  try {
    const answer = await pending;
    const message = incomingOf(answer);
    return {
      sent: sentHeaders(message, wire.headers),
      response: makeResponse(
        answer.status,
        pairs(message?.rawHeaders ?? []),
        bodyText(answer.body),
        pairs(message?.rawTrailers ?? []),
      ),
    };
  } catch (error) {
    return { sent: wire.headers, failure: failureOf(error) };
  }
}

/** The client itself counts, cuts off (behind decompression) and tells errors: told from here as well, each came twice. */
function readText(response: Response, done: (error: Error | null, body: unknown) => void): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
  response.on('error', () => {});
}

function incomingOf(
  answer: object,
): (IncomingMessage & { req?: { getHeaders(): Record<string, unknown> } }) | undefined {
  const message = Reflect.get(answer, 'res');
  return typeof message === 'object' && message !== null ? message : undefined;
}

function sentHeaders(
  message: { req?: { getHeaders(): Record<string, unknown> } } | undefined,
  fallback: readonly HeaderPair[],
): readonly HeaderPair[] {
  const headers = message?.req?.getHeaders();
  return headers === undefined
    ? fallback
    : Object.entries(headers).map(([name, value]) => [name, String(value)]);
}

function pairs(raw: readonly string[]): HeaderPair[] {
  const result: HeaderPair[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2)
    result.push([raw[index] ?? '', raw[index + 1] ?? '']);
  return result;
}

function bodyText(body: unknown): string {
  return typeof body === 'string' ? body : '';
}
