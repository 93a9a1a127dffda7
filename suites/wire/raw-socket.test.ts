import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { RawConnection, sendRaw } from './raw-socket.ts';

const open: Server[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((done) => server.close(done))));
});

/** A server that answers with given bytes and keeps what it was sent. */
async function answering(
  answer: (socket: Socket, received: string) => void,
): Promise<{ url: string; received: () => string }> {
  let received = '';
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      answer(socket, received);
    });
  });
  open.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received: () => received };
}

const get = (url: string, headers: readonly (readonly [string, string])[] = []) => ({
  method: 'GET',
  url: `${url}//a/./b?x=1`,
  headers,
});

test('bytes go out as given: path, duplicate fields, control characters', async () => {
  const { url, received } = await answering((socket) =>
    socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno'),
  );
  const result = await sendRaw(
    get(url, [
      ['Authorization', 'Bearer a'],
      ['authorization', 'Bearer\tb'],
    ]),
    2000,
  );
  expect(received()).toContain('GET //a/./b?x=1 HTTP/1.1\r\n');
  expect(received()).toContain('Authorization: Bearer a\r\nauthorization: Bearer\tb\r\n');
  expect(result.response?.status).toBe(401);
  expect(result.response?.body).toBe('no');
});

test('chunked bodies and kept connections', async () => {
  const { url } = await answering((socket) =>
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n'),
  );
  const connection = await RawConnection.open(url, 2000);
  const first = await connection.send(get(url));
  const second = await connection.send(get(url));
  connection.close();
  expect([first.response?.body, second.response?.body]).toEqual(['abcde', 'abcde']);
});

test.each([
  ['no HTTP at all', (socket: Socket) => socket.end('hello there\r\n\r\n'), 'protocol'],
  ['a connection that is cut off', (socket: Socket) => socket.destroy(), 'reset'],
  ['silence', () => {}, 'timeout'],
  [
    'a body beyond all bounds',
    (socket: Socket) =>
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n${'x'.repeat(2_100_000)}`),
    'too-large',
  ],
] as const)('%s is a failure, not an exception', async (_, answer, kind) => {
  const { url } = await answering(answer);
  const result = await sendRaw(get(url), 300);
  expect(result.failure?.kind).toBe(kind);
});

test('nobody listening', async () => {
  const result = await sendRaw(get('http://127.0.0.1:1'), 300);
  expect(result.failure?.kind).toBe('refused');
});
