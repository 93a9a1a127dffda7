import type { MockProcess } from './mock-process.ts';

/** What an attempt came to: only what a client read to its end is acknowledged. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
}

interface Sending {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly isConsole?: boolean;
}

/** The answer to the end of its body; rejects if the server dies before. */
export async function send(
  { url, consoleUrl }: MockProcess,
  method: string,
  path: string,
  { headers = {}, body, isConsole = false }: Sending = {},
): Promise<Answer> {
  const response = await fetch((isConsole ? consoleUrl : url) + path, {
    method,
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : {} };
}

/** @throws Error if the answer has another status */
export async function acknowledged(
  mock: MockProcess,
  method: string,
  path: string,
  expected: number,
  sending?: Sending,
): Promise<Answer['body']> {
  const { status, body } = await send(mock, method, path, sending);
  if (status !== expected) throw new Error(`${method} ${path} answered ${status} for ${expected}`);
  return body;
}
