/** Where one document is served: decided by the first process, the same in every worker. */
export interface Seat {
  readonly port: number;
  readonly controlPort: number;
  readonly controlToken: string;
}

export interface Served {
  readonly url: string;
  readonly consoleUrl: string;
  readonly control: { readonly url: string; readonly token: string };
}

/** From the first process to a worker, one seat for each document. */
export interface StartMessage {
  readonly type: 'start';
  readonly seats: readonly Seat[];
}

/** From a worker: what it serves, or why it can't. */
export type WorkerMessage =
  | { readonly type: 'ready'; readonly served: readonly Served[] }
  | { readonly type: 'failed'; readonly isUsage: boolean; readonly message: string };

export function isStart(message: unknown): message is StartMessage {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'start';
}

export function isWorkerMessage(message: unknown): message is WorkerMessage {
  return (
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    (message.type === 'ready' || message.type === 'failed')
  );
}
