import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import autocannon from 'autocannon';
import { afterEach, expect, test } from 'vitest';
import { refuseUntrusted } from '../suites/load/trusted-socket.ts';
import { selfSigned } from './self-signed.ts';

const identity = selfSigned();
let requests = 0;
const server = createServer(identity, (_, response) => {
  requests += 1;
  response.end();
});
afterEach(async () => {
  requests = 0;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
});

async function flood(tlsOptions: { ca?: string }): Promise<autocannon.Result> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return autocannon({
    url: `https://127.0.0.1:${port}`,
    connections: 2,
    amount: 10,
    bailout: 4,
    sampleInt: 20,
    setupClient: refuseUntrusted,
    tlsOptions,
  });
}

test('traffic goes to a server whose certificate is trusted', async () => {
  const result = await flood({ ca: identity.cert });
  expect([result['2xx'], requests, result.errors]).toEqual([10, 10, 0]);
});

test('nothing is sent to another', async () => {
  const result = await flood({});
  expect([result['2xx'], requests]).toEqual([0, 0]);
  expect(result.errors).toBeGreaterThan(0);
});
