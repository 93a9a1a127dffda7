import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { mutants } from '../mock/mutants/index.ts';
import { codeEnding, codeRoot } from './tool.ts';

/** What one mutant, or the clean mock of one document, made of the suite. */
export interface SelftestResult {
  /** Mutant id, or `clean <document>`. */
  readonly id: string;
  readonly document: string;
  readonly expected: readonly string[];
  /** Rules (under load: probes) that failed. */
  readonly failed: readonly string[];
  /** Rules that were `error`: a crash is not a kill. */
  readonly errors: readonly string[];
  /** Present if it ran under load: what came of each round. */
  readonly rounds?: readonly string[];
  readonly durationMs: number;
}

export interface SelftestTask {
  readonly mutant?: string;
  /** Every experiment and every rule at once, instead of first those that could see the lie. */
  readonly full: boolean;
  /** Of the secrets and ids that the mock makes. */
  readonly seed: string;
  /** Names of the documents to choose from, in order. */
  readonly documents: readonly string[];
}

export function isKilled(result: SelftestResult): boolean {
  const failed = [...result.failed].sort().join();
  return (
    result.errors.length === 0 && result.expected.length > 0 && failed === [...result.expected].sort().join()
  );
}

/** Runs mutants side by side in worker threads. */
export async function runSelftest(
  ids: readonly string[],
  documents: readonly string[],
  { full, seed }: Pick<SelftestTask, 'full' | 'seed'>,
  onResult: (result: SelftestResult) => void,
): Promise<readonly SelftestResult[]> {
  const tasks: SelftestTask[] = [
    // Who asks for some mutants wants an answer about these.
    ...(ids.length > 0 ? [] : documents.map((document) => ({ documents: [document], full: true, seed }))),
    ...mutants
      .filter((mutant) => ids.length === 0 || ids.includes(mutant.id))
      .map((mutant) => ({ mutant: mutant.id, documents, full, seed })),
  ];
  const results: SelftestResult[] = [];
  const workers = Math.min(tasks.length, Math.max(2, availableParallelism()));
  await Promise.all(
    Array.from({ length: workers }, async () => {
      const worker = new Worker(join(codeRoot, `scripts/selftest-worker.${codeEnding}`));
      try {
        for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
          const result = await ask(worker, task);
          results.push(result);
          onResult(result);
        }
      } finally {
        await worker.terminate();
      }
    }),
  );
  return results;
}

function ask(worker: Worker, task: SelftestTask): Promise<SelftestResult> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number) => reject(new Error(`a worker of the self-test ended with ${code}`));
    const onMessage = (result: SelftestResult) => {
      worker.off('error', reject);
      worker.off('exit', onExit);
      resolve(result);
    };
    worker.once('message', onMessage);
    worker.once('error', reject);
    worker.once('exit', onExit);
    worker.postMessage(task);
  });
}
