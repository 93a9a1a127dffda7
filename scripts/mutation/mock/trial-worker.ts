import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { loadFile } from '../../../spec/load.ts';
import { experimentById, experiments } from '../../../suites/experiments/index.ts';
import type { Attempt } from './attempt.ts';
import { cpuMs } from './cpu.ts';
import { atStart, type CleanRun, type Coverage, type Part, type Task, type Told } from './task.ts';
import { type Notice, Trial } from './trial.ts';

// The instrumented code looks at this object; it must stand before the mock is imported, which runs code of modules.
const switches: {
  activeMutant: string | undefined;
  currentTestId: string | undefined;
  mutantCoverage?: Coverage;
} = { activeMutant: workerData.mutation, currentTestId: undefined };
Object.assign(globalThis, { __stryker__: switches });
const { startMock }: typeof import('../../../mock/index.ts') = await import(
  pathToFileURL(join(workerData.folder, 'mock/index.ts')).href
);

const tell = (told: Told) => parentPort?.postMessage(told);

async function clean(document: string): Promise<CleanRun> {
  const model = loadFile(document);
  switches.currentTestId = atStart;
  const trial = new Trial(model, await startMock(model), new Map());
  const costsMs = new Map<string, number>();
  for (const experiment of experiments) {
    switches.currentTestId = experiment.id;
    const start = cpuMs();
    await trial.run(experiment);
    if (experiment.applies(model) === true) costsMs.set(experiment.id, cpuMs() - start);
    tell('alive');
  }
  const coverage = switches.mutantCoverage ?? { static: {}, perTest: {} };
  return { outcomes: trial.outcomes(), costsMs, coverage };
}

/** After how many experiments the rules are asked; asking costs, and so does what is run in vain. */
const looks: ReadonlySet<number> = new Set([1, 8]);

/** Goes on after an error: a rule that fails says more. */
async function attempt({ document, chosen, outcomes }: Part): Promise<Attempt | undefined> {
  const model = loadFile(document);
  const mock = await startMock(model);
  const trial = new Trial(model, mock, outcomes);
  for (const experiment of experiments) if (experiment.applies(model) !== true) await trial.run(experiment);
  let broken: readonly Notice[] = [];
  for (const [index, id] of chosen.entries()) {
    const experiment = experimentById(id);
    if (experiment !== undefined) await trial.run(experiment);
    tell('alive');
    if (index !== chosen.length - 1 && !looks.has(index)) continue;
    const notices = trial.notices();
    if (notices.some(({ outcome }) => outcome === 'fail' || outcome === 'warn'))
      return { status: 'failed', document: model.name, notices };
    broken = [...broken, ...notices];
  }
  await mock.close();
  return broken.length > 0 ? { status: 'broke', document: model.name, notices: broken } : undefined;
}

async function attemptAll(parts: readonly Part[]): Promise<Attempt> {
  for (const part of parts) {
    const found = await attempt(part);
    if (found !== undefined) return found;
  }
  return { status: 'survived', notices: [] };
}

const task: Task = workerData.task;
tell(task.kind === 'clean' ? await clean(task.document) : await attemptAll(task.parts));
