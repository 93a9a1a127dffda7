import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as ask, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type RunningMock, startMock } from '../mock/index.ts';
import { loadFile } from '../spec/load.ts';
import type { LoadResult } from '../spec/load-run.ts';
import type { AuthModel } from '../spec/model.ts';
import { chooseProbes, runLoadProbes } from '../suites/load/index.ts';
import { defaultTarget } from '../suites/target.ts';
import { serving } from './serving.test-support.ts';
import { configFrom } from './target-file/config.ts';
import { readTargetFile } from './target-file/read.ts';

// Targets whose answers say nothing, or hide something, get no green.

const notes = loadFile('docs/examples/notes/openapi.yaml');
const quay = loadFile('spec/made-up/quay.yaml');
const secret = 'tok_2f6d1c9a7be04835a1f0';
let folder = '';
const closing: (() => Promise<void>)[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'authproof-load-hostile-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  delete process.env['LOAD_TOKEN'];
});

async function serve(listener: RequestListener): Promise<string> {
  const { url, close } = await serving(listener);
  closing.push(close);
  return url;
}

function forward(base: string, request: IncomingMessage, response: ServerResponse): void {
  const { method = 'GET', headers } = request;
  const onward = ask(base + (request.url ?? ''), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}

async function probe(
  model: AuthModel,
  only: string,
  lines: readonly string[],
  reach?: () => Promise<void>,
): Promise<LoadResult> {
  const file = join(folder, 'authproof.yaml');
  writeFileSync(file, lines.join('\n'));
  const config = configFrom(readTargetFile(file));
  const { results } = await runLoadProbes(
    model,
    defaultTarget({ baseUrl: '', ...config, timeoutMs: 60_000 }),
    {
      probes: chooseProbes([only], []),
      ...(reach === undefined ? {} : { reach }),
      options: { connections: 4, durationSeconds: 1 },
    },
  );
  const [result] = results;
  if (result === undefined) throw new Error(`${only} told nothing`);
  return result;
}

describe('a credential that stands ready', () => {
  type Answer = (
    response: ServerResponse,
    about: { readonly isValid: boolean; readonly hasNone: boolean; readonly n: number },
  ) => void;

  /** `n`: how many requests with the valid credential had come. */
  async function ready(only: string, answer: Answer): Promise<LoadResult> {
    process.env['LOAD_TOKEN'] = secret;
    let n = 0;
    const url = await serve((request: IncomingMessage, response) => {
      const isValid = request.headers.authorization === `Bearer ${secret}`;
      if (isValid) n += 1;
      answer(response, { isValid, n, hasNone: request.headers.authorization === undefined });
    });
    return probe(notes, only, [
      `target: ${url}`,
      "credentials: {ready: {kind: token, secret: '${LOAD_TOKEN}'}}",
      'destructive: [limits]',
    ]);
  }
  const say = (response: ServerResponse, status: number) => {
    response.statusCode = status;
    response.end('{}');
  };

  test('is let in, then nothing is answered any more: no green soak', { timeout: 60_000 }, async () => {
    const result = await ready('soak', (response, { n }) => (n <= 150 ? say(response, 200) : undefined));
    expect(result, result.observed).toMatchObject({ verdict: 'warn' });
    expect(result.observed).toMatch(/[1-9]\d* (?:still under way|without an answer)/);
  });

  test('is let in, and led to a sign-in now and then: a soak fails', { timeout: 60_000 }, async () => {
    const result = await ready('soak', (response, { n }) => say(response, n % 5 === 0 ? 302 : 200));
    expect(result, result.observed).toMatchObject({ verdict: 'fail' });
  });

  test('meets a limit that the document does not tell: a soak warns', { timeout: 60_000 }, async () => {
    const result = await ready('soak', (response, { n }) => say(response, n > 30 ? 429 : 200));
    expect(result, result.observed).toMatchObject({ verdict: 'warn' });
    expect(result.observed).toContain('× 429');
  });

  test('is cheap, and a refusal breaks the server: no green', { timeout: 60_000 }, async () => {
    const result = await ready('refusal-cost', (response, { isValid, hasNone }) =>
      say(response, isValid ? 200 : hasNone ? 401 : 500),
    );
    expect(result, result.observed).toMatchObject({ verdict: 'warn' });
    expect(result.observed).toContain('not refused: unknown, malformed');
  });

  test('is cheap, and there is no refusal: no green', { timeout: 60_000 }, async () => {
    const result = await ready('refusal-cost', (response) => say(response, 200));
    expect(result, result.observed).toMatchObject({ verdict: 'untestable' });
  });
});

test.each([60, 200])(
  'a total of %i requests holds, whatever is done beside the traffic',
  {
    timeout: 60_000,
  },
  async (total) => {
    const mock = await startMock(quay, { port: 0, controlPort: 0 });
    closing.push(() => mock.close());
    let received = 0;
    const [target, console] = await Promise.all(
      [mock.url, mock.consoleUrl].map((base) =>
        serve((request, response) => {
          received += 1;
          forward(base, request, response);
        }),
      ),
    );
    const lines = [
      `target: ${target}`,
      `console: ${console}`,
      `requests: {total: ${total}}`,
      'destructive: true',
    ];
    const result = await probe(quay, 'revocation-under-load', lines);
    expect(received, result.observed).toBeLessThanOrEqual(total);
  },
);

test.each([
  ['now and then is there', 3, 'untestable'],
  ['always is gone', Number.POSITIVE_INFINITY, 'error'],
] as const)('a target that breaks connections %s', { timeout: 60_000 }, async (_, times, verdict) => {
  process.env['LOAD_TOKEN'] = secret;
  const url = await serve((_request, response) => {
    response.statusCode = 401;
    response.end('{}');
  });
  let broken = 0;
  const lines = [`target: ${url}`, "credentials: {ready: {kind: token, secret: '${LOAD_TOKEN}'}}"];
  const result = await probe(notes, 'soak', [...lines, 'destructive: [limits]'], async () => {
    broken += 1;
    if (broken <= times) throw new Error('socket hang up');
  });
  expect(result, result.observed).toMatchObject({ verdict });
});

test('a revocation after which connections break is no green', { timeout: 60_000 }, async () => {
  const mock = await startMock(quay, { port: 0, controlPort: 0 });
  closing.push(() => mock.close());
  let isRevoked = false;
  let n = 0;
  const target = await serve((request, response) => {
    n += 1;
    if (isRevoked && n % 3 === 0) response.destroy();
    else forward(mock.url, request, response);
  });
  const console = await serve((request, response) => {
    isRevoked ||= request.method === 'DELETE';
    forward(mock.consoleUrl, request, response);
  });
  const lines = [`target: ${target}`, `console: ${console}`, 'destructive: true'];
  const result = await probe(quay, 'revocation-under-load', lines);
  expect(result, result.observed).toMatchObject({ verdict: 'warn' });
  expect(result.observed).toContain('without an answer');
});

test('a limit that gives back as fast as is asked is not seen', { timeout: 60_000 }, async () => {
  const url = await serve((_, response) => void response.end('{}'));
  process.env['LOAD_TOKEN'] = 'k_3ab0a4c7e8f14e0f';
  const result = await probe(quay, 'limiter-exact-under-flood', [
    `target: ${url}`,
    "credentials: {ready: {kind: key, secret: '${LOAD_TOKEN}', tenant: inner}}",
    // Of which a window has passed, however fast this machine is.
    'limits: {burst: {limit: 5, windowSeconds: 0.001}}',
    'lacks: [{capability: console, reason: no HTTP}]',
    'destructive: true',
  ]);
  expect(result, result.observed).toMatchObject({
    case: expect.stringContaining('burst'),
    verdict: 'untestable',
  });
});

describe('keys that are issued and revoked all at once', () => {
  let mock: RunningMock;
  beforeAll(async () => {
    mock = await startMock(quay, { port: 0, controlPort: 0 });
  });
  afterAll(() => mock.close());

  /** The reads, and the console, of a mock; what `instead` gives a status is answered with that. */
  async function behind(instead: (request: IncomingMessage) => number | undefined): Promise<LoadResult> {
    const door = (base: string) =>
      serve(async (request, response) => {
        const status = instead(request);
        if (status !== undefined) {
          request.resume();
          response.writeHead(status).end('{}');
          return;
        }
        forward(base, request, response);
      });
    const [target, console] = [await door(mock.url), await door(mock.consoleUrl)];
    return probe(quay, 'lifecycle-under-contention', [
      `target: ${target}`,
      `console: ${console}`,
      'destructive: true',
    ]);
  }
  const isRead = ({ headers }: IncomingMessage) => headers['x-quay-key'] !== undefined;

  test.each<[string, (request: IncomingMessage) => number | undefined, string]>([
    ['with nothing in the way', () => undefined, 'pass'],
    ['by reads that are limited', (one) => (isRead(one) ? 429 : undefined), 'untestable'],
    ['by reads that are not there', (one) => (isRead(one) ? 404 : undefined), 'untestable'],
    ['by reads that break', (one) => (isRead(one) ? 503 : undefined), 'fail'],
    ['with no revocation', (one) => (one.method === 'DELETE' ? 409 : undefined), 'untestable'],
  ])('seen %s', { timeout: 60_000 }, async (_, instead, verdict) => {
    const result = await behind(instead);
    expect(result, result.observed).toMatchObject({ verdict });
  });
});
