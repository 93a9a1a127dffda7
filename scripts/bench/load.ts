import { connect, type Socket } from 'node:net';

/** What one stretch of load came to. Latencies are milliseconds. */
export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly p50: number;
  readonly p99: number;
}

export interface LoadOptions {
  readonly port: number;
  /** Whole requests as they go over the wire, sent in turn. */
  readonly requests: readonly Buffer[];
  readonly connections: number;
  readonly seconds: number;
  /** Requests a second over all connections, sent when they are due; undefined: each as soon as the last is answered. */
  readonly rate?: number;
}

/**
 * Sends the same requests over and over. A generator of its own, since autocannon costs more CPU for a request than the servers
 * that are measured here: on two cores it would be the limit. Latency at a rate counts from when a request was due.
 */
export async function load({ port, requests, connections, seconds, rate }: LoadOptions): Promise<LoadResult> {
  let turn = 0;
  const next = (): Buffer => requests[turn++ % requests.length] ?? Buffer.alloc(0);
  const lanes = await Promise.all(Array.from({ length: connections }, () => openLane(port, next)));
  const begin = performance.now();
  const end = begin + seconds * 1000;
  try {
    await Promise.all(
      rate === undefined
        ? [Promise.all(lanes.map((lane) => lane.saturate(end)))]
        : [paced(lanes, rate, begin, Math.round(seconds * rate))],
    );
  } finally {
    for (const lane of lanes) lane.close();
  }
  const latencies = Float64Array.from(lanes.flatMap((lane) => lane.latencies)).toSorted();
  const statuses: Record<string, number> = {};
  for (const lane of lanes)
    for (const [status, count] of lane.statuses) statuses[status] = (statuses[status] ?? 0) + count;
  return {
    requests: latencies.length,
    seconds: (performance.now() - begin) / 1000,
    statuses,
    p50: latencies[Math.floor(latencies.length * 0.5)] ?? 0,
    p99: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
  };
}

/** Looks at the clock as often as the event loop comes round; what is due waits for a free lane, and the wait counts. */
function paced(lanes: readonly Lane[], rate: number, begin: number, total: number): Promise<void> {
  const free = [...lanes];
  let sent = 0;
  let answered = 0;
  return new Promise((resolve, reject) => {
    const tick = (): void => {
      const due = Math.min(total, Math.floor(((performance.now() - begin) / 1000) * rate));
      while (sent < due) {
        const lane = free.pop();
        if (!lane) break;
        lane.send(begin + (sent++ / rate) * 1000).then(() => {
          free.push(lane);
          answered++;
        }, reject);
      }
      if (answered < total) setImmediate(tick);
      else resolve();
    };
    tick();
  });
}

interface Lane {
  readonly latencies: number[];
  readonly statuses: Map<string, number>;
  saturate(end: number): Promise<void>;
  send(dueAt: number): Promise<void>;
  close(): void;
}

async function openLane(port: number, next: () => Buffer): Promise<Lane> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  const latencies: number[] = [];
  const statuses = new Map<string, number>();
  let sentAt = 0;
  let pending = '';
  let answered = (): void => undefined;
  let failed = (_: Error): void => undefined;
  socket.on('error', (error) => failed(error));
  socket.on('close', () => failed(new Error('the server closed a connection')));
  socket.on('data', (chunk: Buffer) => {
    pending = pending === '' ? chunk.toString('latin1') : pending + chunk.toString('latin1');
    if (!isWhole(pending)) return;
    const status = pending.slice(9, 12);
    pending = '';
    latencies.push(performance.now() - sentAt);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    answered();
  });
  return {
    latencies,
    statuses,
    saturate: (end) =>
      new Promise((resolve, reject) => {
        failed = reject;
        answered = () => {
          const now = performance.now();
          if (now >= end) return resolve();
          sentAt = now;
          socket.write(next());
        };
        sentAt = performance.now();
        socket.write(next());
      }),
    send: (dueAt) =>
      new Promise((resolve, reject) => {
        failed = reject;
        answered = resolve;
        sentAt = dueAt;
        socket.write(next());
      }),
    close: () => {
      failed = () => undefined;
      socket.destroy();
    },
  };
}

const lengthField = /\r\ncontent-length: *(\d+)/i;

/** One answer at a time is under way on a connection, so its end is the end of what came. */
function isWhole(text: string): boolean {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = lengthField.exec(text)?.[1];
  if (length !== undefined) return text.length >= headEnd + 4 + Number(length);
  return text.startsWith('204', 9) || text.endsWith('\r\n0\r\n\r\n');
}

/** The bytes of a request without a body, or with one of JSON. */
export function requestBytes(
  method: string,
  path: string,
  fields: Readonly<Record<string, string>>,
  body?: unknown,
): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = Object.entries({
    Host: '127.0.0.1',
    ...fields,
    ...(body === undefined
      ? {}
      : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) }),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`);
}
