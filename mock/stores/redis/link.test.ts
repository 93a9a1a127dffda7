import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TargetError } from '../../../spec/errors.ts';
import { RedisLink } from './link.ts';

let server: Server;
let port = 0;
const sockets: Socket[] = [];
beforeEach(async () => {
  server = createServer((socket) => sockets.push(socket.on('error', () => {})));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterEach(async () => {
  vi.useRealTimers();
  for (const socket of sockets.splice(0)) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

test('somebody who takes the connection and says nothing is told as no Redis', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const address = new URL(`redis://127.0.0.1:${port}`);
  const link = new RedisLink({ address, user: undefined, password: undefined });
  let told: unknown;
  const opening = link.open().catch((error: unknown) => {
    told = error;
  });
  await vi.waitFor(() => expect(sockets).toHaveLength(1), { timeout: 50_000, interval: 20 });
  while (told === undefined) {
    await vi.advanceTimersByTimeAsync(500);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await opening;
  link.close();
  expect(told).toBeInstanceOf(TargetError);
  expect(String(told)).toMatch(
    /no Redis to be had at 127\.0\.0\.1:\d+: it takes the connection and does not answer/,
  );
});
