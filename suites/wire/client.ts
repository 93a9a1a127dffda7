import type { IncomingMessage } from 'node:http';
import request, { type Response } from 'supertest';
import type { HeaderPair } from '../../spec/history.ts';
import { userAgent } from '../../spec/user-agent.ts';
import { failureOf, makeResponse, maxBodyBytes, type WireRequest, type WireResult } from './message.ts';

/**
 * Sends one well-formed request with supertest. Redirects are not followed (credentials must not travel on),
 * every status is an answer, the body is kept as text. `ca`: certificates (PEM) to trust in place of the usual ones.
 */
export async function sendByClient(wire: WireRequest, timeoutMs: number, ca?: string): Promise<WireResult> {
  const { origin } = new URL(wire.url);
  // The path goes through untouched: URL would fold `/./` and `//`.
  const path = wire.url.slice(origin.length);
  const pending = request(origin)
    .options(path)
    .redirects(0)
    .ok(() => true)
    .timeout({ response: timeoutMs, deadline: timeoutMs * 2 })
    .buffer(true)
    .parse(readText);
  pending.method = wire.method;
  if (ca !== undefined) pending.ca(ca);
  pending.set('user-agent', userAgent);
  for (const [name, value] of wire.headers) pending.set(name, value);
  if (wire.body !== undefined) pending.serialize((body: unknown) => String(body)).send(wire.body);
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

function readText(response: Response, done: (error: Error | null, body: unknown) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBodyBytes) {
      done(Object.assign(new Error(`body exceeds ${maxBodyBytes} bytes`), { code: 'TOO_LARGE' }), undefined);
      response.removeAllListeners('data');
    } else chunks.push(chunk);
  });
  response.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
  response.on('error', (error) => done(error, undefined));
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
