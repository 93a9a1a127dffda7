import { parentPort } from 'node:worker_threads';
import { mutants } from '../mock/mutants/index.ts';
import type { Mutant } from '../mock/mutants/mutant.ts';
import { resolveSpec } from '../spec/catalogue.ts';
import { loadFile } from '../spec/load.ts';
import type { AuthModel } from '../spec/model.ts';
import type { RunResult } from '../spec/run.ts';
import type { Experiment } from '../suites/experiment.ts';
import { experiments } from '../suites/experiments/index.ts';
import type { Rule } from '../suites/rule.ts';
import { rules } from '../suites/rules/index.ts';
import { runEmbedded } from './embedded-run.ts';
import { selfSigned } from './self-signed.ts';
import { isKilled, type SelftestResult, type SelftestTask } from './selftest.ts';

const loaded = new Map<string, AuthModel>();

/** Models are frozen, so that all tasks of this worker can share them. */
function modelOf(document: string): AuthModel {
  const known = loaded.get(document) ?? loadFile(resolveSpec(document));
  loaded.set(document, known);
  return known;
}

async function runTask(task: SelftestTask): Promise<SelftestResult> {
  const mutant = mutants.find((one) => one.id === task.mutant);
  const model = task.documents.map(modelOf).find((one) => mutant === undefined || mutant.appliesTo(one));
  if (model === undefined) {
    const expected = mutant?.fails ?? [];
    const errors = ['applies to no document'];
    return { id: task.mutant ?? 'clean', document: 'none', expected, failed: [], errors, durationMs: 0 };
  }
  const everything = { rules, experiments };
  if (mutant === undefined || task.full) return runOn(model, mutant, task.seed, everything);
  const quick = await runOn(model, mutant, task.seed, visibleTo(mutant.fails, model));
  // Less traffic may show less: only the whole suite may say that a lie goes unnoticed.
  return isKilled(quick) ? quick : runOn(model, mutant, task.seed, everything);
}

interface Chosen {
  readonly rules: readonly Rule[];
  readonly experiments: readonly Experiment[];
}

async function runOn(
  model: AuthModel,
  mutant: Mutant | undefined,
  seed: string,
  chosen: Chosen,
): Promise<SelftestResult> {
  const tls = mutant?.tls === true ? ({ tls: selfSigned(), plain: 'redirect' } as const) : {};
  const run = await runEmbedded({
    model,
    served: mutant?.model?.(model) ?? model,
    options: { seed, ...tls, ...mutant?.options?.(model) },
    ...chosen,
    strict: true,
  });
  const named = (outcome: string) =>
    run.rules.filter((rule) => rule.outcome === outcome).map((rule) => rule.rule);
  return {
    id: mutant?.id ?? `clean ${model.name}`,
    document: model.name,
    expected: mutant?.fails ?? [],
    failed: named('fail'),
    errors: [...named('error'), ...(mutant === undefined ? untested(run) : [])],
    durationMs: run.durationMs,
  };
}

/** A MUST that the clean mock leaves untested would be no alarm otherwise. */
function untested(run: RunResult): readonly string[] {
  return run.rules
    .filter(({ outcome, level }) => outcome === 'untestable' && level === 'MUST')
    .map(({ rule }) => `${rule} (untestable)`);
}

/** Traffic of many kinds at a small price, for rules that watch all traffic. */
const sample = [
  'anonymous-calls',
  'malformed-credentials',
  'issue-and-list',
  'revoke-and-watch',
  'login-users',
  'refresh-chain',
  'limit-answers',
];

/**
 * The experiments that the named rules need, and all rules that these experiments serve in full: whatever else fails
 * on the same traffic must be named too. For a named rule that is passive, a sample of all traffic.
 */
function visibleTo(named: readonly string[], model: AuthModel): Chosen {
  const wanted = rules.filter((rule) => named.includes(rule.id));
  const watches = wanted.some((rule) => rule.experiments.length === 0);
  const needed = new Set([...wanted.flatMap((rule) => rule.experiments), ...(watches ? sample : [])]);
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
