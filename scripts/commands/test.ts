import { resolve } from 'node:path';
import type { CommandModule } from 'yargs';
import { type RunningMock, startMock } from '../../mock/index.ts';
import { renderJson } from '../../reports/json.ts';
import { renderTerminal } from '../../reports/terminal.ts';
import { visible } from '../../reports/text.ts';
import { resolveSpec, shippedSpecs } from '../../spec/catalogue.ts';
import { UsageError } from '../../spec/errors.ts';
import { loadFile } from '../../spec/load.ts';
import type { AuthModel } from '../../spec/model.ts';
import type { RunResult } from '../../spec/run.ts';
import { chooseExperiments, chooseRules, type Plan, weightOf } from '../../suites/plan.ts';
import type { TargetConfig } from '../../suites/target.ts';
import { checkFormats, writeArtifacts } from '../artifacts.ts';
import { compareWithBaseline, readBaseline } from '../baseline.ts';
import { exitCodeOfAll, exitCodes } from '../exit-codes.ts';
import { LiveLine, print, say, useColor } from '../output.ts';
import { type Scheduled, schedule } from '../schedule.ts';
import { resolveTarget, specOf, type TargetArgs, targetOptions } from '../target-options.ts';
import { tool } from '../tool.ts';

interface Args extends TargetArgs {
  spec: string[] | undefined;
  all: boolean;
  report: string[];
  out: string;
  baseline: string | undefined;
  strict: boolean;
  only: string[];
  skip: string[];
  json: boolean;
  seed: string | undefined;
}

/** Where the clock of a repeatable run starts. */
const seededStart = '2030-01-01T00:00:00Z';

const list = (value: unknown): string[] =>
  [value]
    .flat()
    .flatMap((one) => String(one).split(','))
    .filter((one) => one !== '');

export const command: CommandModule<object, Args> = {
  command: 'test [spec..]',
  describe: 'Run the conformance suite on an implementation, or on the embedded mock',
  builder: (yargs) =>
    targetOptions(yargs)
      .positional('spec', {
        type: 'string',
        array: true,
        describe: 'Shipped name or path of an OpenAPI document',
      })
      .option('all', { type: 'boolean', default: false, describe: 'All shipped documents' })
      .option('report', {
        type: 'string',
        array: true,
        coerce: list,
        default: ['html', 'json', 'har'],
        describe: 'html, json, junit, md, text, har',
      })
      .option('out', { type: 'string', default: 'authproof-report', describe: 'Folder for the reports' })
      .option('baseline', {
        type: 'string',
        describe: 'Known failures (YAML); an entry that no longer fails is an error',
      })
      .option('strict', { type: 'boolean', default: false, describe: 'Warnings count as failures' })
      .option('only', {
        type: 'string',
        array: true,
        coerce: list,
        default: [],
        describe: 'Only these rules',
      })
      .option('skip', {
        type: 'string',
        array: true,
        coerce: list,
        default: [],
        describe: 'All but these rules',
      })
      .option('seed', {
        type: 'string',
        describe:
          'Order of the experiments where they are isolated; on the embedded mock also secrets, ids and time: a run to repeat',
      })
      .option('json', { type: 'boolean', default: false, describe: 'The run results as JSON on stdout' })
      .example('$0 test my-api.yaml --target http://localhost:3000', 'test an implementation')
      .example('$0 test --all', 'all shipped documents on their mocks'),
  handler: async (args) => {
    const models = namedSpecs(args).map((name) => loadFile(resolveSpec(name)));
    const rules = chooseRules(args.only, args.skip);
    checkFormats(args.report);
    const baseline = args.baseline === undefined ? undefined : readBaseline(args.baseline);
    const mocks: RunningMock[] = [];
    try {
      const scheduled: Scheduled[] = [];
      for (const model of models) {
        const { target, embedded } = await targetFor(args, model, mocks);
        const plan: Plan = {
          specFile: resolve(model.source),
          target,
          embedded,
          strict: args.strict,
          only: args.only,
          skip: args.skip,
          tool,
          ...(args.seed === undefined ? {} : { seed: args.seed }),
        };
        scheduled.push({ plan, weight: weightOf(rules, model) });
      }
      const line = new LiveLine();
      const totals = models.map((model) => chooseExperiments(rules, model).length + rules.length + 1);
      const started = performance.now();
      const outcomes = await schedule(scheduled, ({ plan: index, done, what }) => {
        const seconds = Math.round((performance.now() - started) / 1000);
        const name = models[index]?.name ?? '';
        line.update(`${name}  ${done}/${totals[index] ?? 0}  ${what}  ${seconds} s`);
        if (done === totals[index]) line.milestone(`${name}: ${done} steps, ${seconds} s since the start`);
      });
      line.clear();
      const inputs = outcomes.flatMap(({ run }, index) => {
        const model = models[index];
        return model === undefined ? [] : [{ run, model }];
      });
      const written = writeArtifacts(
        inputs,
        args.report,
        args.out,
        outcomes.flatMap((outcome) => outcome.secretTexts),
      );
      const runs = inputs.map(({ run }) => run);
      for (const { stopped } of runs) if (stopped !== undefined) say(`authproof: ${visible(stopped)}`);
      if (args.json) print(renderJson(inputs));
      else {
        print(renderTerminal(inputs, { color: useColor() }));
        const html = written.get('html');
        if (html !== undefined) print(`\nReport: ${html.join(', ')}`);
      }
      process.exitCode = baseline === undefined ? exitCodeOfAll(runs) : exitWithBaseline(runs, baseline);
    } finally {
      for (const mock of mocks) await mock.close();
    }
  },
};

function namedSpecs(args: Args): readonly string[] {
  const { spec = [], all } = args;
  const names = all ? shippedSpecs() : spec.length > 0 ? spec : [specOf(args) ?? []].flat();
  if (names.length === 0)
    throw new UsageError(`name a document (${shippedSpecs().join(', ')}, or a path), or say --all`);
  return names;
}

async function targetFor(
  args: Args,
  model: AuthModel,
  mocks: RunningMock[],
): Promise<{ target: TargetConfig; embedded: boolean }> {
  const given = await resolveTarget(args, undefined, model);
  if (given !== undefined) return { target: given, embedded: false };
  const mock = await startMock(model, {
    port: 0,
    controlPort: 0,
    ...(args.seed === undefined ? {} : { seed: args.seed }),
  });
  mocks.push(mock);
  const target = await resolveTarget(args, mock, model);
  if (target === undefined) throw new UsageError('no target');
  return { target: args.seed === undefined ? target : { ...target, startsAt: seededStart }, embedded: true };
}

/** Known failures do not fail the run; new ones and stale entries do. */
function exitWithBaseline(runs: readonly RunResult[], baseline: ReturnType<typeof readBaseline>): number {
  const compared = runs.map((run) => compareWithBaseline(run, baseline));
  const unexpected = compared.flatMap((one) => one.unexpected);
  const stale =
    runs.length === 1
      ? compared.flatMap((one) => one.stale)
      : baseline.expected
          .map((entry) => entry.rule)
          .filter((rule) => compared.every((one) => one.stale.some((text) => text.startsWith(rule))));
  for (const text of unexpected) say(`not in the baseline: ${text}`);
  for (const text of stale) say(`stale in the baseline, no longer fails: ${text}`);
  if (unexpected.length > 0 || stale.length > 0) return exitCodes.nonConformant;
  const rest = runs.filter((run) => run.conclusion !== 'non-conformant');
  return rest.length === 0 ? exitCodes.conformant : exitCodeOfAll(rest);
}
