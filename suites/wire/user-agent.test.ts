import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { sendByClient } from './client.ts';
import { sendRaw } from './raw-socket.ts';

const open: Server[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((done) => server.close(done))));
});

/** Answers with the User-Agent lines that it was sent. */
async function echo(): Promise<string> {
  const server = createServer((request, response) => {
    const agents = request.rawHeaders.filter(
      (_, index) => index % 2 === 1 && request.rawHeaders[index - 1]?.toLowerCase() === 'user-agent',
    );
    response.writeHead(200, { connection: 'close' }).end(agents.join('|'));
  });
  open.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const transports = [
  ['client', sendByClient],
  ['raw socket', sendRaw],
] as const;

test.each(transports)('%s: every request says who sends it, with the version', async (_, send) => {
  const result = await send({ method: 'GET', url: await echo(), headers: [] }, 5000);
  expect(result.response?.body).toBe(`authproof/${manifest.version}`);
});

test.each(transports)('%s: an experiment about it says something else, once', async (_, send) => {
  const headers = [['User-Agent', 'another/1']] as const;
  const result = await send({ method: 'GET', url: await echo(), headers }, 5000);
  expect(result.response?.body).toBe('another/1');
});
