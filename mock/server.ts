import type { RequestListener } from 'node:http';
import type { AuthModel } from '../spec/model.ts';
import { createHandles, type MockOptions } from './app.ts';
import { type Gateway, type Listening, listen, type TlsIdentity } from './listen.ts';
import { consolePath } from './spaces.ts';
import { loadStore } from './stores/open-spaces.ts';

export interface StartOptions extends MockOptions {
  /** 0: any free one. */
  readonly port?: number;
  /** Of the control plane; 0 (default): any free one. */
  readonly controlPort?: number;
  /** Default: loopback only. */
  readonly host?: string;
  /** The control plane stays on loopback unless this says otherwise. */
  readonly controlHost?: string;
  /** Serves the API over TLS. The control plane stays plain: it is for this machine. */
  readonly tls?: TlsIdentity;
  /** Beside TLS, what a plain port of its own does; default: there is none. `serve` is a server with a flaw. */
  readonly plain?: 'redirect' | 'serve';
  /** Something in front of the API that sees the bytes first, to build a server with a flaw. */
  readonly gateway?: Gateway;
}

export interface RunningMock {
  /** Base URL of the API, no trailing slash. */
  readonly url: string;
  /** Base URL of the console operations. */
  readonly consoleUrl: string;
  /** Base URL of the plain port beside TLS, if there is one. */
  readonly plainUrl?: string;
  readonly control: { readonly url: string; readonly token: string };
  /** Stops both servers and drops open connections. */
  close(): Promise<void>;
}

const loopback = '127.0.0.1';

/**
 * Serves the mock of a model, its control plane on a port of its own.
 * Throws `UsageError` for a port that cannot be had, `TargetError` for any other failure to listen.
 */
export async function startMock(model: AuthModel, options: StartOptions = {}): Promise<RunningMock> {
  const { host = loopback, controlHost = loopback, tls, gateway } = options;
  await loadStore(options.store ?? 'memory');
  const mock = createHandles(model, options);
  const open: Listening[] = [];
  const close = async () => {
    await Promise.all(open.map((one) => one.close()));
    await mock.close();
  };
  try {
    await mock.ready();
    const api = await listen(mock.handle, { port: options.port ?? 0, host, tls, gateway });
    open.push(api);
    const url = urlOf(tls === undefined ? 'http' : 'https', host, api.port);
    const control = await listen((request, response) => mock.control(request, response), {
      port: options.controlPort ?? 0,
      host: controlHost,
    });
    open.push(control);
    const plain = plainListener(options, url, mock.handle);
    const plainPort = plain && (await listen(plain, { port: 0, host }));
    if (plainPort) open.push(plainPort);
    mock.servedAt(url);
    return {
      url,
      consoleUrl: url + consolePath('main'),
      ...(plainPort ? { plainUrl: urlOf('http', host, plainPort.port) } : {}),
      control: { url: urlOf('http', controlHost, control.port), token: mock.controlToken },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function plainListener(
  { tls, plain }: StartOptions,
  url: string,
  handle: RequestListener,
): RequestListener | undefined {
  if (tls === undefined || plain === undefined) return undefined;
  if (plain === 'serve') return handle;
  return (request, response) => {
    response.writeHead(308, { Location: url + (request.url ?? '/'), 'Content-Length': '0' }).end();
  };
}

function urlOf(scheme: 'http' | 'https', host: string, port: number): string {
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
