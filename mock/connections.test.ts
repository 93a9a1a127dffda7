import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connections } from './connections.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** One request over the agent's connection; which one that is, by the client's port. */
async function ask(agent: Agent, port: number): Promise<number | undefined> {
  const request = get({ agent, port, host: '127.0.0.1' });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const { localPort } = response.socket;
  response.resume();
  await once(response, 'end');
  return localPort;
}

test('a connection that was used lately stays, an idle one is closed', async () => {
  const server = createServer({ keepAliveTimeout: 0 }, (_, response) => response.end('here'));
  const connections = new Connections();
  server.on('connection', (socket) => connections.add(socket));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const first = await ask(agent, port);
    vi.advanceTimersByTime(65_000);
    expect(await ask(agent, port)).toBe(first);
    vi.advanceTimersByTime(65_000);
    expect(await ask(agent, port)).toBe(first);
    const [idle] = Object.values(agent.freeSockets).flat();
    vi.advanceTimersByTime(2 * 65_000);
    if (idle && !idle.destroyed) await once(idle, 'close');
    expect(await ask(agent, port)).not.toBe(first);
  } finally {
    agent.destroy();
    connections.closeAll();
    server.close();
  }
});

test('after the end nobody looks at connections any more', () => {
  const connections = new Connections();
  expect(vi.getTimerCount()).toBe(1);
  connections.closeAll();
  expect(vi.getTimerCount()).toBe(0);
});
