import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Server as HttpServer, RequestListener } from 'node:http';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { TargetError, UsageError } from '../spec/errors.ts';
import { Connections } from './connections.ts';

// An import would load what `http` only offers, fetch and WebSocket with it: a fifth of the start of a mock.
const { createServer } = process.getBuiltinModule('node:http');

/** Key and certificate (with its chain) in PEM. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
}

/** Sees the first bytes of a connection before the server parses them; a status refuses it there. */
export type Gateway = (head: string) => number | undefined;

export interface Listening {
  readonly port: number;
  /** Stops it and drops open connections. */
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly port: number;
  readonly host: string;
  readonly tls?: TlsIdentity | undefined;
  readonly gateway?: Gateway | undefined;
}

const serverOptions = {
  /** Enough for a few long tokens; more is answered with 431. */
  maxHeaderSize: 16 * 1024,
  /** No body stream for requests that announce no body: with the next, a seventh of what `node:http` costs for one. */
  optimizeEmptyRequests: true,
  /** `Connections` closes what is idle. */
  keepAliveTimeout: 0,
} as const;

/**
 * Serves a listener on a port.
 * @throws UsageError for a port or a certificate that cannot be used, TargetError for any other failure to listen
 */
export function listen(listener: RequestListener, options: ListenOptions): Promise<Listening> {
  const { port, host, tls, gateway } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`Port ${port} is none: it must be 0 to 65535 (0 takes any free one).`);
  const server = tls === undefined ? createServer(serverOptions, listener) : secure(listener, tls);
  server.on('clientError', answerBadSyntax);
  const door: Server = gateway === undefined ? server : behind(gateway, server);
  return new Promise((resolve, reject) => {
    door.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port, host)));
    door.listen(port, host, () => {
      const connections = new Connections();
      door.on('connection', (socket: Socket) => connections.add(socket));
      resolve({
        port: portOf(door),
        close: () =>
          new Promise((done) => {
            door.close(() => done());
            connections.closeAll();
          }),
      });
    });
  });
}

function secure(listener: RequestListener, tls: TlsIdentity): HttpServer {
  if (!isPair(tls)) throw new UsageError('The TLS key and certificate do not belong together.');
  try {
    return process.getBuiltinModule('node:https').createServer({ ...tls, ...serverOptions }, listener);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown error';
    throw new UsageError(`The TLS key and certificate cannot be used: ${why}.`);
  }
}

/** What cannot be read is not judged here. */
function isPair({ key, cert }: TlsIdentity): boolean {
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    return true;
  }
}

/** A door that hands connections on to the server, except those whose first bytes the gateway refuses. */
function behind(gateway: Gateway, server: HttpServer): Server {
  return createTcpServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (bytes) => {
      socket.pause();
      const status = gateway(bytes.toString('latin1'));
      if (status !== undefined) {
        refuse(socket, `${status} Refused`);
        return;
      }
      server.emit('connection', socket);
      socket.unshift(bytes);
      socket.resume();
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
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
  refuse(socket, status);
}

function refuse(socket: Socket, status: string): void {
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\nCache-Control: no-store\r\n\r\n`,
  );
  // What the client still sends is read away: closing on unread bytes would reset the answer.
  socket.resume();
}
