import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { userAgent } from '../../spec/user-agent.ts';
import { coded, deadlineFactor, failureOf, type WireRequest, type WireResult } from './message.ts';
import { ResponseReader } from './response-reader.ts';

/**
 * A connection on which bytes go out exactly as given: duplicate fields, bare spaces, control characters,
 * odd methods and un-normalised paths, which no client library sends. Requests on it are sequential.
 */
export class RawConnection {
  readonly id: string;
  readonly #socket: Socket;
  #reader = new ResponseReader();
  #wake: (() => void) | undefined;
  #ended: Error | undefined;
  readonly #timeoutMs: number;
  /** Is an answer awaited? */
  #pending = false;
  /** Bytes came that no request asked for: they must not pass for the next answer. */
  #stray = false;

  private constructor(socket: Socket, timeoutMs: number, id: string) {
    this.id = id;
    this.#socket = socket;
    this.#timeoutMs = timeoutMs;
    socket.on('data', (chunk) => {
      if (!this.#pending) {
        // Nobody reads them: a connection that is talked at can only be given up.
        this.#stray = true;
        socket.pause();
        return;
      }
      this.#reader.push(chunk);
      this.#wake?.();
    });
    socket.on('error', (error) => this.#end(error));
    socket.on('close', () => this.#end(coded('ECONNRESET', 'connection closed')));
    socket.setTimeout(timeoutMs, () => socket.destroy(coded('ETIMEDOUT', 'timeout')));
  }

  /** `ca`: certificates (PEM) to trust in place of the usual ones. */
  static async open(url: string, timeoutMs: number, ca?: string): Promise<RawConnection> {
    const { protocol, hostname, port } = new URL(url);
    const secure = protocol === 'https:';
    const address = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (secure ? 443 : 80) };
    // An address is no server name (RFC 6066 §3).
    const named = isIP(address.host) === 0 ? { servername: address.host } : {};
    const socket = secure
      ? connectTls({ ...address, ...named, ...(ca === undefined ? {} : { ca }) })
      : connectTcp(address);
    let giveUp: ReturnType<typeof setTimeout> | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once(secure ? 'secureConnect' : 'connect', () => resolve());
        socket.once('error', reject);
        socket.once('close', () => reject(coded('ECONNRESET', 'connection closed')));
        // Not the idle time: a handshake may drip for ever.
        giveUp = setTimeout(() => reject(coded('ETIMEDOUT', 'timeout')), timeoutMs);
      });
    } catch (error) {
      socket.destroy();
      throw error;
    } finally {
      clearTimeout(giveUp);
    }
    return new RawConnection(socket, timeoutMs, `raw-${socket.localPort}`);
  }

  /** Sends and waits for the whole answer. Never throws: what goes wrong is the `failure` of the result. */
  async send(wire: WireRequest): Promise<WireResult> {
    const surplus = this.#stray || this.#reader.surplus > 0;
    this.#reader = new ResponseReader(wire.method);
    const { host } = new URL(wire.url);
    const target = wire.url.slice(new URL(wire.url).origin.length) || '/';
    const named = wire.headers.some(([name]) => name.toLowerCase() === 'user-agent');
    const agent = named ? [] : [['User-Agent', userAgent] as const];
    const headers = [['Host', host] as const, ...agent, ...wire.headers];
    const length =
      wire.body === undefined ? [] : [['Content-Length', String(Buffer.byteLength(wire.body))] as const];
    const all = [...headers, ...length];
    if (surplus) {
      const message = 'parse error: bytes on the connection that no request asked for';
      return { sent: all, failure: { kind: 'protocol', message } };
    }
    this.#pending = true;
    const head = all.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    this.#socket.write(
      Buffer.from(`${wire.method} ${target} HTTP/1.1\r\n${head}\r\n${wire.body ?? ''}`, 'latin1'),
    );
    const giveUp = setTimeout(
      () => this.#socket.destroy(coded('ETIMEDOUT', 'timeout: the answer does not end')),
      this.#timeoutMs * deadlineFactor,
    );
    try {
      return { sent: all, response: await this.#response() };
    } catch (error) {
      // Whatever else comes on it belongs to nothing.
      this.#socket.destroy();
      return { sent: all, failure: failureOf(error) };
    } finally {
      clearTimeout(giveUp);
      this.#pending = false;
    }
  }

  close(): void {
    this.#socket.destroy();
  }

  async #response() {
    for (;;) {
      const response = this.#reader.read(this.#ended !== undefined);
      if (response !== undefined) return response;
      if (this.#ended !== undefined) throw this.#ended;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #end(error: Error): void {
    this.#ended ??= error;
    this.#wake?.();
  }
}

/** One request on a fresh connection. */
export async function sendRaw(
  wire: WireRequest,
  timeoutMs: number,
  ca?: string,
): Promise<WireResult & { connection?: string }> {
  try {
    const connection = await RawConnection.open(wire.url, timeoutMs, ca);
    const result = await connection.send(wire);
    connection.close();
    return { ...result, connection: connection.id };
  } catch (error) {
    return { sent: wire.headers, failure: failureOf(error) };
  }
}
