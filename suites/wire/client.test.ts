import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sendByClient } from './client.ts';
import { failureOf } from './message.ts';

let base = '';
let seen: { method: string | undefined; url: string | undefined; body: string }[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    seen.push({ method: request.method, url: request.url, body });
    if (request.url === '/chunk')
      response.socket?.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nzz\r\n');
    else if (request.url === '/switch')
      response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: a\r\nConnection: Upgrade\r\n\r\nb');
    else if (request.url === '/cut') {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"a":', () => response.socket?.end());
    } else if (request.url === '/away')
      response.writeHead(302, { location: 'http://elsewhere.example/' }).end();
    else
      response
        .writeHead(
          200,
          [
            ['X-Twice', 'a'],
            ['X-Twice', 'b'],
            ['Content-Type', 'application/json'],
          ].flat(),
        )
        .end('{"a":1}');
  });
});
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'])(
  '%s with its body and path as given',
  async (method) => {
    seen = [];
    const body = method === 'GET' || method === 'HEAD' ? {} : { body: '{"x":1}' };
    const result = await sendByClient(
      { method, url: `${base}/a%2Fb?x=1%202`, headers: [['content-type', 'application/json']], ...body },
      2000,
    );
    expect(result.response?.status).toBe(200);
    expect(seen[0]).toEqual({ method, url: '/a%2Fb?x=1%202', body: body.body ?? '' });
  },
);

test('raw header pairs and body text are kept', async () => {
  const result = await sendByClient({ method: 'GET', url: `${base}/`, headers: [] }, 2000);
  expect(result.response?.headers.filter(([name]) => name === 'X-Twice')).toEqual([
    ['X-Twice', 'a'],
    ['X-Twice', 'b'],
  ]);
  expect(result.response?.body).toBe('{"a":1}');
  expect(result.sent.map(([name]) => name.toLowerCase())).toContain('user-agent');
});

test('a redirect is an answer; credentials do not follow it', async () => {
  const result = await sendByClient(
    { method: 'GET', url: `${base}/away`, headers: [['authorization', 'Bearer secret']] },
    2000,
  );
  expect(result.response?.status).toBe(302);
});

test.each([
  ['/cut', 'breaks off', 'reset'],
  ['/chunk', 'has a chunk size that is none', 'protocol'],
])('an answer at %s that %s in its body is a failure, told once', async (path, _, kind) => {
  const warn = vi.spyOn(console, 'warn');
  try {
    const result = await sendByClient({ method: 'GET', url: `${base}${path}`, headers: [] }, 60_000);
    expect(result.response).toBeUndefined();
    expect(result.failure?.kind).toBe(kind);
    expect(warn).not.toHaveBeenCalled();
  } finally {
    warn.mockRestore();
  }
});

test('an answer that switches protocols is none, without waiting for the deadline', async () => {
  const result = await sendByClient({ method: 'GET', url: `${base}/switch`, headers: [] }, 600_000);
  expect(result.failure).toEqual({ kind: 'protocol', message: expect.stringContaining('switches') });
});

test('a refused connection is known by the text that the client puts in place of its code', () => {
  expect(failureOf(new Error('ECONNREFUSED: Connection refused')).kind).toBe('refused');
  expect(failureOf(new Error('EPIPE: Broken pipe')).kind).toBe('reset');
});
