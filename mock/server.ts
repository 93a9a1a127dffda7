import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { TargetError, UsageError } from '../spec/errors.ts';
import type { AuthModel } from '../spec/model.ts';
import { createMock, type MockOptions } from './app.ts';
import { consolePath } from './spaces.ts';

export interface StartOptions extends MockOptions {
  /** 0: any free one. */
  readonly port?: number;
  /** Of the control plane; 0 (default): any free one. */
  readonly controlPort?: number;
  /** Default: loopback only. */
  readonly host?: string;
  /** The control plane stays on loopback unless this says otherwise. */
  readonly controlHost?: string;
}

export interface RunningMock {
  /** Base URL of the API, no trailing slash. */
  readonly url: string;
  /** Base URL of the console operations. */
  readonly consoleUrl: string;
  readonly control: { readonly url: string; readonly token: string };
  /** Stops both servers and drops open connections. */
  close(): Promise<void>;
}

const loopback = '127.0.0.1';
/** Enough for a few long tokens; more is answered with 431. */
const maxHeaderBytes = 16 * 1024;

/**
 * Serves the mock of a model, its control plane on a port of its own.
 * Throws `UsageError` for a port that cannot be had, `TargetError` for any other failure to listen.
 */
export async function startMock(model: AuthModel, options: StartOptions = {}): Promise<RunningMock> {
  const app = createMock(model, options);
  const host = options.host ?? loopback;
  const api = await listen(app.mock.handle, options.port ?? 0, host);
  const url = urlOf(api, host);
  try {
    const controlHost = options.controlHost ?? loopback;
    const control = await listen(app.mock.control, options.controlPort ?? 0, controlHost);
    app.mock.servedAt(url);
    return {
      url,
      consoleUrl: url + consolePath('main'),
      control: { url: urlOf(control, controlHost), token: app.mock.controlToken },
      close: async () => {
        await Promise.all([close(api), close(control)]);
      },
    };
  } catch (error) {
    await close(api);
    throw error;
  }
}

type Listener = Parameters<typeof createServer>[1];

function listen(listener: Listener, port: number, host: string): Promise<Server> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`Port ${port} is none: it must be 0 to 65535 (0 takes any free one).`);
  const server = createServer({ maxHeaderSize: maxHeaderBytes }, listener);
  server.on('clientError', answerBadSyntax);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port, host)));
    server.listen(port, host, () => resolve(server));
  });
}

function listenError(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === 'EADDRINUSE')
    return new UsageError(`Port ${port} on ${host} is in use. Choose another one, or 0 for any free one.`);
  if (error.code === 'EACCES')
    return new UsageError(`Port ${port} on ${host} may not be used by this account. Choose one above 1023.`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new UsageError(`"${host}" is no address of this machine.`);
  return new TargetError(`Cannot listen on ${host}:${port} (${error.code ?? error.name}).`);
}

/** What is no HTTP at all, or has too long a head, gets an answer too, and the server goes on. */
function answerBadSyntax(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\nCache-Control: no-store\r\n\r\n`,
  );
  // What the client still sends is read away: closing on unread bytes would reset the answer.
  socket.resume();
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
