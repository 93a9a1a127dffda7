import { parentPort } from 'node:worker_threads';
import { mutants } from '../mock/mutants/index.ts';
import { resolveSpec } from '../spec/catalogue.ts';
import { loadFile } from '../spec/load.ts';
import { experiments } from '../suites/experiments/index.ts';
import { rules } from '../suites/rules/index.ts';
import { runEmbedded } from './embedded-run.ts';
import type { SelftestResult, SelftestTask } from './selftest.ts';

async function runTask({ mutant: id, documents }: SelftestTask): Promise<SelftestResult> {
  const mutant = mutants.find((one) => one.id === id);
  const models = documents.map((name) => loadFile(resolveSpec(name)));
  const model = models.find((one) => mutant === undefined || mutant.appliesTo(one));
  if (model === undefined) {
    return { id: id ?? 'clean', document: 'none', expected: mutant?.fails ?? [], failed: [], errors: ['applies to no document'], durationMs: 0 };
  }
  const options = mutant?.options?.(model);
  const run = await runEmbedded({
    model,
    served: mutant?.model?.(model) ?? model,
    ...(options === undefined ? {} : { options }),
    rules,
    experiments,
    strict: true,
  });
  const named = (outcome: string) => run.rules.filter((rule) => rule.outcome === outcome).map((rule) => rule.rule);
  return { id: id ?? `clean ${model.name}`, document: model.name, expected: mutant?.fails ?? [], failed: named('fail'), errors: named('error'), durationMs: run.durationMs };
}

parentPort?.on('message', (task: SelftestTask) => {
  void runTask(task).then((result) => parentPort?.postMessage(result));
});
