import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { codeEnding } from '../../tool.ts';
import type { Attempt } from './attempt.ts';
import { cpuMs } from './cpu.ts';
import type { CleanRun, Task, Told } from './task.ts';

/**
 * Judged by the time of the processor between two signs of life, so that a busy machine makes no time-outs. What waits
 * and works not at all is given up after `stillSeconds`.
 */
const patience = { factor: 10, cpuSeconds: 20, stillSeconds: 180 } as const;

/** Mock and suite in a thread of their own, fresh for each mutation: nothing leaks, and what hangs can be ended. */
export function runInThread(
  folder: string,
  mutation: string | undefined,
  task: Task,
  slowestMs = 0,
): Promise<Attempt | CleanRun> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, `trial-worker.${codeEnding}`), {
      workerData: { folder, mutation, task },
      stdout: true,
      stderr: true,
    });
    let last = { cpu: cpuMs(), wall: performance.now() };
    const limitMs = slowestMs * patience.factor + patience.cpuSeconds * 1000;
    const timer = setInterval(() => {
      const isStill = performance.now() - last.wall > patience.stillSeconds * 1000;
      if (isStill || cpuMs() - last.cpu > limitMs) end({ status: 'timeout', notices: [] });
    }, 500);
    let isOver = false;
    const end = (result: Attempt | CleanRun) => {
      if (isOver) return;
      isOver = true;
      clearInterval(timer);
      void worker.terminate().then(() => resolve(result));
    };
    const crash = (detail: string) => {
      if (mutation === undefined && !isOver) reject(new Error(`the clean run broke: ${detail}`));
      end({ status: 'crash', notices: [], detail });
    };
    worker.on('message', (told: Told) => {
      last = { cpu: cpuMs(), wall: performance.now() };
      if (told !== 'alive') end(told);
    });
    worker.on('error', (error) => crash(String(error)));
    worker.on('exit', () => crash('the thread ended'));
  });
}
