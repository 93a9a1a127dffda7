import { createServer as createHttp, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';
import { startMock } from '../../mock/index.ts';
import type { AuthModel } from '../../spec/model.ts';
import type { Entry, HostileTarget } from './entry.ts';

const loopback = '127.0.0.1';

async function listening(
  server: Server,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => server.listen(0, loopback, ready));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      for (const socket of sockets) socket.destroy();
    });
  return { port, close };
}

/** One request on a connection, as far as anybody here reads it. */
export interface Asked {
  readonly head: string;
  /** Of all requests to this target, from 1. */
  readonly number: number;
  readonly baseUrl: string;
}

/** Bytes as given in answer to each request head; what stands between two heads is skipped as a body. */
export function overSocket(answer: (socket: Socket, asked: Asked) => void): Entry['start'] {
  return async () => {
    let number = 0;
    let baseUrl = '';
    const server = createServer((socket) => {
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString('latin1');
        for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
          const start = /[A-Z]+ \S+ HTTP\/1\.1\r\n/.exec(text)?.index ?? 0;
          number += 1;
          answer(socket, { head: text.slice(start, end), number, baseUrl });
          text = text.slice(end + 4);
        }
      });
    });
    const { port, close } = await listening(server);
    baseUrl = `http://${loopback}:${port}`;
    return { config: { baseUrl }, close };
  };
}

/** The same, but the first request is answered as it should be: whoever looks whether anybody is there finds somebody. */
export function onceReached(answer: (socket: Socket, asked: Asked) => void): Entry['start'] {
  return overSocket((socket, asked) => {
    if (asked.number === 1) socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
    else answer(socket, asked);
  });
}

/** A connection is accepted, and this is all that is known of it. */
export function onConnection(take: (socket: Socket, number: number, server: Server) => void): Entry['start'] {
  return async () => {
    let number = 0;
    const server = createServer((socket) => {
      number += 1;
      take(socket, number, server);
    });
    const { port, close } = await listening(server);
    return { config: { baseUrl: `http://${loopback}:${port}` }, close };
  };
}

/** An HTTP server that means what it says. */
export function overHttp(
  answer: (request: IncomingMessage, response: ServerResponse, number: number) => void,
): Entry['start'] {
  return async () => {
    let number = 0;
    const server = createHttp((incoming, response) => {
      incoming.resume();
      number += 1;
      answer(incoming, response, number);
    });
    const { port, close } = await listening(server);
    return { config: { baseUrl: `http://${loopback}:${port}` }, close };
  };
}

/** The same answer, whatever is asked. */
export function always(
  status: number,
  headers: Readonly<Record<string, string | readonly string[]>>,
  body: string | Buffer,
): Entry['start'] {
  return overHttp((_, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.writeHead(status).end(body);
  });
}

export async function overTls(
  identity: { readonly key: string; readonly cert: string },
  host: string,
  ca?: string,
) {
  const { port, close } = await listening(
    createTls(identity, (socket) => {
      socket.on('error', () => {});
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
    }),
  );
  return {
    config: { baseUrl: `https://${host}:${port}`, ...(ca === undefined ? {} : { ca }) },
    close,
  } satisfies HostileTarget;
}

/** What the real answer was, to be changed. */
export interface Answer {
  status: number;
  headers: [name: string, value: string][];
  body: Buffer;
}

/**
 * A mock that does all as the document says, with somebody in between who changes its answers. `tamper` gets the
 * number of the request; what it returns instead of nothing takes the socket over. The control plane is untouched.
 */
export function overMock(
  tamper: (answer: Answer, number: number, asked: IncomingMessage) => ((socket: Socket) => void) | undefined,
): Entry['start'] {
  return async (model: AuthModel) => {
    const mock = await startMock(model);
    let number = 0;
    const api = await listening(
      createHttp({ maxHeaderSize: 65_536, insecureHTTPParser: true }, async (incoming, response) => {
        number += 1;
        const place = number;
        const answer = await forwarded(incoming, mock.url);
        const taken = tamper(answer, place, incoming);
        if (taken !== undefined) {
          taken(incoming.socket);
          return;
        }
        response.sendDate = false;
        response.writeHead(answer.status, answer.headers.flat());
        response.end(answer.body);
      }),
    );
    const url = `http://${loopback}:${api.port}`;
    const control = await listening(
      createHttp(async (incoming, response) => {
        const answer = await forwarded(incoming, mock.control.url);
        const body = answer.body.toString('utf8').replaceAll(mock.url, url);
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(body);
      }),
    );
    return {
      config: {
        baseUrl: url,
        consoleUrl: `${url}${mock.consoleUrl.slice(mock.url.length)}`,
        control: { url: `http://${loopback}:${control.port}`, token: mock.control.token },
      },
      close: async () => {
        await Promise.all([api.close(), control.close(), mock.close()]);
      },
    };
  };
}

async function forwarded(incoming: IncomingMessage, base: string): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const refused = (status: number): Answer => ({ status, headers: [], body: Buffer.alloc(0) });
    const fields = incoming.rawHeaders;
    if (fields.some((text) => /[^\t\x20-\x7e\x80-\xff]/.test(text))) {
      resolve(refused(400));
      return;
    }
    const onward = request(
      {
        hostname,
        port,
        method: incoming.method,
        path: incoming.url,
        headers: fields,
        agent: false,
      },
      (answer) => {
        const body: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => body.push(chunk));
        answer.on('end', () => {
          const { rawHeaders, statusCode = 502 } = answer;
          const pairs = rawHeaders.flatMap((name, index): [string, string][] =>
            index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
          );
          const own = /^(?:connection|keep-alive|transfer-encoding|content-length)$/i;
          resolve({
            status: statusCode,
            headers: pairs.filter(([name]) => !own.test(name)),
            body: Buffer.concat(body),
          });
        });
        answer.on('error', reject);
      },
    );
    onward.on('error', () => resolve(refused(502)));
    onward.end(Buffer.concat(chunks));
  });
}

/** A field of an answer, set in place of any with its name. */
export function setField(answer: Answer, name: string, value: string): void {
  answer.headers = [
    ...answer.headers.filter(([one]) => one.toLowerCase() !== name.toLowerCase()),
    [name, value],
  ];
}

/** Writes for ever, as fast as the other side reads. Ends when the connection does. */
export function pour(socket: Socket, piece: string | Buffer): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(piece));
  };
  socket.on('drain', more);
  more();
}

/** One byte after the other, for ever. */
export function drip(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => socket.write(text.charAt(at++ % text.length)), 20);
  socket.on('close', () => clearInterval(timer));
}
