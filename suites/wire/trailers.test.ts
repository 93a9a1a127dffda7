import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { sendByClient } from './client.ts';
import { sendRaw } from './raw-socket.ts';
import { Recorder } from './recorder.ts';
import { ResponseReader } from './response-reader.ts';
import { Taint } from './taint.ts';

const open: Server[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((done) => server.close(done))));
});

async function trailing(trailers: Record<string, string>): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(200, { Trailer: Object.keys(trailers).join(', ') });
    response.addTrailers(trailers);
    response.end('book');
  });
  open.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test.for([
  ['client', sendByClient],
  ['raw socket', sendRaw],
] as const)('the %s reads the fields behind the body', async ([, send]) => {
  const url = await trailing({ RateLimit: '"a";r=1', 'X-Sum': '7' });
  const { response } = await send({ method: 'GET', url, headers: [] }, 2000);
  expect(response?.body).toBe('book');
  expect(response?.trailers).toEqual([
    ['RateLimit', '"a";r=1'],
    ['X-Sum', '7'],
  ]);
});

test('an answer without trailers has none, and a cut one is not complete', () => {
  const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n';
  const reader = new ResponseReader();
  reader.push(Buffer.from(`${head}A: 1\r\n`));
  expect(reader.read(false)).toBeUndefined();
  reader.push(Buffer.from('\r\n'));
  expect(reader.read(false)?.trailers).toEqual([['A', '1']]);
  const plain = new ResponseReader();
  plain.push(Buffer.from(`${head}\r\n`));
  expect(plain.read(false)).not.toHaveProperty('trailers');
});

test('a secret in a trailer is masked', () => {
  const taint = new Taint();
  taint.aliasFor('key', 'a-secret-of-the-library', 'here');
  const recorder = new Recorder(taint);
  recorder.exchange(
    recorder.reserve(),
    { experiment: 'e', role: 'probe', step: 's', case: '', presented: [], detail: {} },
    { method: 'GET', url: 'http://library.example/' },
    {
      sent: [],
      response: { status: 200, headers: [], body: '', trailers: [['X-Key', 'a-secret-of-the-library']] },
    },
    { startedMs: 0, transport: 'raw' },
  );
  const text = JSON.stringify(
    recorder.seal({ spec: { name: 'library', title: '' }, target: { baseUrl: '', control: false } }),
  );
  expect(text).toContain('⟦key#here.1⟧');
  expect(text).not.toContain('a-secret');
});
