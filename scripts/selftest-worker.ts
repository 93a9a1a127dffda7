import { parentPort } from 'node:worker_threads';
import { mutants } from '../mock/mutants/index.ts';
import { resolveSpec } from '../spec/catalogue.ts';
import { loadFile } from '../spec/load.ts';
import type { AuthModel } from '../spec/model.ts';
import type { Experiment } from '../suites/experiment.ts';
import { experiments } from '../suites/experiments/index.ts';
import type { Rule } from '../suites/rule.ts';
import { rules } from '../suites/rules/index.ts';
import { runEmbedded } from './embedded-run.ts';
import { selfSigned } from './self-signed.ts';
import type { SelftestResult, SelftestTask } from './selftest.ts';

async function runTask({ mutant: id, documents, full }: SelftestTask): Promise<SelftestResult> {
  const mutant = mutants.find((one) => one.id === id);
  const models = documents.map((name) => loadFile(resolveSpec(name)));
  const model = models.find((one) => mutant === undefined || mutant.appliesTo(one));
  if (model === undefined) {
    return {
      id: id ?? 'clean',
      document: 'none',
      expected: mutant?.fails ?? [],
      failed: [],
      errors: ['applies to no document'],
      durationMs: 0,
    };
  }
  const tls = mutant?.tls === true ? ({ tls: selfSigned(), plain: 'redirect' } as const) : {};
  const run = await runEmbedded({
    model,
    served: mutant?.model?.(model) ?? model,
    options: { ...tls, ...mutant?.options?.(model) },
    ...(mutant === undefined || full ? { rules, experiments } : visibleTo(mutant.fails, model)),
    strict: true,
  });
  const named = (outcome: string) =>
    run.rules.filter((rule) => rule.outcome === outcome).map((rule) => rule.rule);
  return {
    id: id ?? `clean ${model.name}`,
    document: model.name,
    expected: mutant?.fails ?? [],
    failed: named('fail'),
    errors: named('error'),
    durationMs: run.durationMs,
  };
}

/**
 * The experiments that the named rules need, and all rules that these experiments serve in full: whatever else fails
 * on the same traffic must be named too. A named rule that is passive needs all traffic.
 */
function visibleTo(
  named: readonly string[],
  model: AuthModel,
): {
  readonly rules: readonly Rule[];
  readonly experiments: readonly Experiment[];
} {
  const wanted = rules.filter((rule) => named.includes(rule.id));
  if (wanted.some((rule) => rule.experiments.length === 0)) return { rules, experiments };
  const needed = new Set(wanted.flatMap((rule) => rule.experiments));
  return {
    experiments: experiments.filter((experiment) => needed.has(experiment.id)),
    rules: rules.filter(
      ({ id, experiments: needs }) =>
        // On part of the traffic a declared departure may look stale.
        needs.every((one) => needed.has(one)) && (named.includes(id) || !model.departures.has(id)),
    ),
  };
}

parentPort?.on('message', (task: SelftestTask) => {
  void runTask(task).then((result) => parentPort?.postMessage(result));
});
