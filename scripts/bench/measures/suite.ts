import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Agent, type IncomingMessage, request } from 'node:http';
import { startMock } from '../../../mock/index.ts';
import { resolveSpec, shippedSpecs } from '../../../spec/catalogue.ts';
import { loadFile } from '../../../spec/load.ts';
import { experiments } from '../../../suites/experiments/index.ts';
import { rules } from '../../../suites/rules/index.ts';
import { runEmbedded } from '../../embedded-run.ts';

export interface SuiteTime {
  readonly documents: number;
  readonly requests: number;
  readonly suiteMs: number;
  readonly replayMs: number;
  /** Share of the replayed requests that got the status of the run. */
  readonly same: number;
}

interface Sent {
  readonly port: number;
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly chunks: Buffer[];
  readonly status: () => number;
}

/** The whole suite on every shipped document, then its requests alone, one after the other, at mocks with the same secrets. */
export async function suiteAgainstReplay(): Promise<SuiteTime> {
  const total = { documents: 0, requests: 0, suiteMs: 0, replayMs: 0, same: 0 };
  for (const name of shippedSpecs()) {
    const model = loadFile(resolveSpec(name));
    const options = { seed: 'bench', controlToken: 'bench' };
    const sent: Sent[] = [];
    const listen = (message: unknown): void => void sent.push(noted(message));
    subscribe('http.server.request.start', listen);
    const begin = performance.now();
    await runEmbedded({ model, options, rules, experiments, strict: true });
    total.suiteMs += performance.now() - begin;
    unsubscribe('http.server.request.start', listen);
    const mock = await startMock(model, options);
    const [first] = sent;
    const ports = new Map(sent.map(({ port }) => [port, port === first?.port ? mock.control.url : mock.url]));
    const agent = new Agent({ keepAlive: true });
    try {
      const middle = performance.now();
      for (const one of sent) {
        const status = await replay(one, ports.get(one.port) ?? mock.url, agent);
        if (status === one.status()) total.same++;
      }
      total.replayMs += performance.now() - middle;
    } finally {
      agent.destroy();
      await mock.close();
    }
    total.documents++;
    total.requests += sent.length;
  }
  return { ...total, same: total.same / total.requests };
}

function noted(message: unknown): Sent {
  const { request: incoming, response } = message as {
    readonly request: IncomingMessage;
    readonly response: { readonly statusCode: number };
  };
  const chunks: Buffer[] = [];
  const { 'content-length': length, 'transfer-encoding': coding } = incoming.headers;
  if (coding !== undefined || (length !== undefined && length !== '0'))
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  return {
    port: incoming.socket.localPort ?? 0,
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    rawHeaders: incoming.rawHeaders,
    chunks,
    status: () => response.statusCode,
  };
}

/** Status of the answer; 0 where the server hung up. */
function replay({ method, url, rawHeaders, chunks }: Sent, base: string, agent: Agent): Promise<number> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve) => {
    const outgoing = request(
      { hostname, port, method, path: url, headers: rawHeaders, agent, setHost: false },
      (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode ?? 0));
        answer.once('error', () => resolve(0));
      },
    );
    outgoing.once('error', () => resolve(0));
    outgoing.end(Buffer.concat(chunks));
  });
}
