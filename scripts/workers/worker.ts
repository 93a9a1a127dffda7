import { type RunningMock, type StartOptions, startMock } from '../../mock/index.ts';
import { UsageError } from '../../spec/errors.ts';
import type { AuthModel } from '../../spec/model.ts';
import { isStart, type WorkerMessage } from './messages.ts';

/** Serves in a worker process, on the seats that the first process names. It ends with the first process at the latest. */
export function runWorker(models: readonly AuthModel[], options: StartOptions): void {
  const running: RunningMock[] = [];
  // Ctrl-C reaches the whole group: the first process hears it too, and asks for the end.
  process.on('SIGINT', () => {});
  // What is still being opened, such as a store that does not answer, is not waited for.
  process.once('SIGTERM', () => {
    void Promise.all(running.map((mock) => mock.close())).finally(() => process.exit(0));
  });
  process.once('message', (message: unknown) => {
    if (!isStart(message)) return;
    void (async () => {
      for (const [index, model] of models.entries())
        running.push(await startMock(model, { ...options, ...message.seats[index] }));
      const served = running.map(({ url, consoleUrl, control }) => ({ url, consoleUrl, control }));
      tell({ type: 'ready', served });
    })().catch((error: unknown) => {
      const text = error instanceof Error ? error.message : String(error);
      tell({ type: 'failed', isUsage: error instanceof UsageError, message: text });
    });
  });
}

function tell(message: WorkerMessage): void {
  process.send?.(message);
}
