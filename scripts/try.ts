import { existsSync } from 'node:fs';
import { mutants } from '../mock/mutants/index.ts';
import { loadFile } from '../spec/load.ts';
import { experiments } from '../suites/experiments/index.ts';
import { rules } from '../suites/rules/index.ts';
import { allDocuments } from './documents.ts';
import { runEmbedded } from './embedded-run.ts';

// Development aid: node scripts/try.ts <spec> [rule ids…] | --mutant <id> | --latest <spec>
const args = process.argv.slice(2);
const fileOf = (name: string) =>
  [name, `spec/vendors/${name}.yaml`, `spec/made-up/${name}.yaml`].find((path) => existsSync(path)) ?? name;
if (args[0] === '--mutant') {
  const mutant = mutants.find(({ id }) => id === args[1]);
  if (mutant === undefined) throw new Error(`no mutant ${args[1]}`);
  const model = allDocuments()
    .map((file) => loadFile(file))
    .find((one) => mutant.appliesTo(one));
  if (model === undefined) throw new Error('applies to no document');
  const options = mutant.options?.(model);
  const run = await runEmbedded({
    model,
    served: mutant.model?.(model) ?? model,
    ...(options === undefined ? {} : { options }),
    rules,
    experiments,
    strict: true,
  });
  const failed = run.rules
    .filter((rule) => ['fail', 'error'].includes(rule.outcome))
    .map((rule) => `${rule.rule}${rule.outcome === 'error' ? ' (error)' : ''}`);
  process.stdout.write(
    `${model.name}: failed ${failed.join(', ')}\nmissed: ${mutant.fails.filter((id) => !failed.includes(id)).join(', ')}\nunexpected: ${failed.filter((id) => !mutant.fails.includes(id)).join(', ')}\n`,
  );
  for (const rule of run.rules)
    for (const one of rule.verdicts.filter(({ outcome }) => ['fail', 'error'].includes(outcome)).slice(0, 3))
      process.stdout.write(
        `  ${one.outcome} ${rule.rule} [${one.case}] expected ${one.expected}; observed ${one.observed}\n`,
      );
} else {
  const latest = args.includes('--latest');
  const [name = '', ...ids] = args.filter((one) => one !== '--latest');
  const chosen = rules.filter((rule) => ids.length === 0 || ids.includes(rule.id));
  const needed =
    ids.length === 0
      ? experiments
      : experiments.filter((one) =>
          chosen.some((rule) => rule.experiments.length === 0 || rule.experiments.includes(one.id)),
        );
  const run = await runEmbedded({
    model: loadFile(fileOf(name)),
    rules: chosen,
    experiments: needed,
    strict: false,
    options: { latest },
  });
  for (const one of run.experiments)
    process.stdout.write(
      `${one.state.padEnd(14)} ${one.id} ${one.requests} requests ${one.durationMs} ms ${one.message}\n`,
    );
  for (const rule of run.rules) {
    process.stdout.write(
      `${rule.outcome.padEnd(14)} ${rule.level.padEnd(6)} ${rule.rule} (${rule.verdicts.length})\n`,
    );
    for (const one of rule.verdicts
      .filter(({ outcome }) => !['pass', 'not-applicable', 'info'].includes(outcome))
      .slice(0, 5)) {
      process.stdout.write(
        `    ${one.outcome} [${one.case}] expected ${one.expected}; observed ${one.observed}\n`,
      );
      for (const seq of one.evidence) {
        const event = run.history.events.find((candidate) => candidate.seq === seq);
        if (event?.kind === 'exchange')
          process.stdout.write(
            `      #${seq} ${event.request.method} ${event.request.url} -> ${event.response?.status} ${event.response?.body.slice(0, 150) ?? event.failure?.message}\n`,
          );
      }
    }
  }
  process.stdout.write(
    `${run.conclusion} ${JSON.stringify(run.counts)} ${run.requests} requests ${run.durationMs} ms\n`,
  );
}
