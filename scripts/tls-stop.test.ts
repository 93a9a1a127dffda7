import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { expect, test } from 'vitest';
import { type StartOptions, startMock } from '../mock/index.ts';
import { resolveSpec } from '../spec/catalogue.ts';
import { loadFile } from '../spec/load.ts';
import { selfSigned } from './self-signed.ts';

const model = loadFile(resolveSpec('codat'));
const tls = selfSigned();

const head = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;

test.each<[string, StartOptions, (port: number) => Promise<Socket>]>([
  [
    'whose TLS handshake has not begun',
    { tls },
    async (port) => {
      const socket = connectTcp(port, '127.0.0.1');
      await once(socket, 'connect');
      return socket;
    },
  ],
  [
    'that is kept alive over TLS',
    { tls },
    async (port) => {
      const socket = connectTls({ port, host: '127.0.0.1', ca: tls.cert });
      socket.write(head('/companies'));
      await once(socket, 'data');
      return socket;
    },
  ],
  [
    'that sent nothing to the gateway',
    { gateway: () => undefined },
    async (port) => {
      const socket = connectTcp(port, '127.0.0.1');
      await once(socket, 'connect');
      return socket;
    },
  ],
  [
    'that the gateway refused and that stays half open',
    { gateway: () => 400 },
    async (port) => {
      const socket = connectTcp({ port, host: '127.0.0.1', allowHalfOpen: true });
      socket.write(head('/companies'));
      await once(socket, 'data');
      return socket;
    },
  ],
])('a mock stops while there is a connection %s', async (_, options, open) => {
  const mock = await startMock(model, options);
  const socket = await open(Number(new URL(mock.url).port));
  socket.on('error', () => undefined);
  // The server learns of a connection a little after its client does.
  await fetch(`${mock.control.url}/info`);
  try {
    const late = new Promise((resolve) => setTimeout(resolve, 3000, 'still open'));
    expect(await Promise.race([mock.close().then(() => 'stopped'), late])).toBe('stopped');
  } finally {
    socket.destroy();
  }
});
