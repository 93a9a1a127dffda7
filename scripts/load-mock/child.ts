import { startMock } from '../../mock/index.ts';
import { loadFile } from '../../spec/load.ts';
import type { FromMock, ToMock } from './protocol.ts';

// A mock in a process of its own, so that the load generator and the server do not wait for each other.

function say(message: FromMock): void {
  process.send?.(message);
}

async function start(specFile: string): Promise<void> {
  try {
    const { url, consoleUrl, control } = await startMock(loadFile(specFile), { port: 0, controlPort: 0 });
    say({ type: 'ready', url, consoleUrl, control });
  } catch (error) {
    say({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

process.on('message', (message: ToMock) => {
  if (message.type === 'start') {
    void start(message.specFile);
    return;
  }
  // Present with --expose-gc: what is left after it is what is kept.
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  say({ type: 'memory', heapUsed, rss });
});
// Whoever started it is gone: so is it.
process.on('disconnect', () => process.exit());
// Ctrl-C reaches the whole group; the parent ends this process when it has tidied up.
process.on('SIGINT', () => {});
