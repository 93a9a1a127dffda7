import { resolve } from 'node:path';
import type { CommandModule } from 'yargs';
import { type RunningMock, startMock } from '../../mock/index.ts';
import { renderJson } from '../../reports/json.ts';
import { renderTerminal } from '../../reports/terminal.ts';
import { visible } from '../../reports/text.ts';
import { isBare } from '../../spec/bare.ts';
import { resolveSpec, shippedSpecs } from '../../spec/catalogue.ts';
import { UsageError } from '../../spec/errors.ts';
import { loadFile } from '../../spec/load.ts';
import type { AuthModel } from '../../spec/model.ts';
import { chooseExperiments, chooseRules, type Plan, weightOf } from '../../suites/plan.ts';
import { isProtected } from '../../suites/predict/anchors.ts';
import { rules as allRules } from '../../suites/rules/index.ts';
import type { TargetConfig } from '../../suites/target.ts';
import { checkFormats, writeArtifacts } from '../artifacts.ts';
import { readBaseline } from '../baseline.ts';
import { checkDraft, writeDraft } from '../baseline-draft.ts';
import { exitCodeWithBaseline, tellBaseline, withBaseline } from '../baseline-outcome.ts';
import { exitCodeOfAll, exitCodes } from '../exit-codes.ts';
import { type CredentialArgs, credentialOption, withGiven } from '../given-credentials.ts';
import { Interruption } from '../interruption.ts';
import { dropFinished, journalsIn, newJournalFile } from '../journals.ts';
import { LiveLine, print, say, useColor } from '../output.ts';
import { type Scheduled, schedule } from '../schedule.ts';
import { resolveTarget, specOf, type TargetArgs, targetOptions } from '../target-options.ts';
import { tool } from '../tool.ts';
import { summaries } from './summaries.ts';

interface Args extends TargetArgs, CredentialArgs {
  spec: string[] | undefined;
  all: boolean;
  report: string[];
  out: string;
  baseline: string | undefined;
  'write-baseline': string | undefined;
  force: boolean;
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
  ...summaries.test,
  builder: (yargs) =>
    targetOptions(yargs)
      .positional('spec', {
        type: 'string',
        array: true,
        describe: 'Shipped name or path of an OpenAPI document',
      })
      .option('credential', credentialOption)
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
        requiresArg: true,
        describe:
          'Known failures (YAML, spec/baseline.schema.json); an entry that no longer fails is an error',
      })
      .option('write-baseline', {
        type: 'string',
        requiresArg: true,
        describe: 'Draft a baseline from the failures of this run',
      })
      .option('force', {
        type: 'boolean',
        default: false,
        describe: 'Let --write-baseline replace a file that is there',
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
      .example(
        '$0 test openapi.json --target http://localhost:3000 --credential API_TOKEN',
        'the same by a document without x-auth-*',
      )
      .example('$0 test --all', 'all shipped documents on their mocks'),
  handler: async (args) => {
    const models = namedSpecs(args).map((name) => loadFile(resolveSpec(name)));
    for (const model of models) {
      if (!isBare(model) || model.operations.some(isProtected)) continue;
      say(
        `authproof: ${model.source}: nothing to test: no operation needs a credential (no "security", or an empty one)`,
      );
      process.exitCode = exitCodes.incomplete;
      return;
    }
    const rules = chooseRules(args.only, args.skip);
    checkFormats(args.report);
    const baseline =
      args.baseline === undefined
        ? undefined
        : readBaseline(
            args.baseline,
            allRules.map(({ id }) => id),
          );
    const draft = args['write-baseline'];
    if (draft !== undefined) checkDraft(draft, args.force);
    const mocks: RunningMock[] = [];
    const interruption = Interruption.watch();
    const journals: string[] = [];
    try {
      const journalFor = (model: AuthModel): string => {
        const file = newJournalFile(args.out, model.name, new Date());
        journals.push(file);
        return file;
      };
      for (const file of dropFinished(journalsIn(args.out)))
        say(`an earlier run left something behind: authproof cleanup ${file}`);
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
          stopFile: interruption.stopFile,
          ...(target.control === undefined ? { journalFile: journalFor(model) } : {}),
          ...(args.seed === undefined ? {} : { seed: args.seed }),
        };
        scheduled.push({ plan, weight: weightOf(rules, model) });
      }
      const line = new LiveLine();
      const totals = models.map((model) => chooseExperiments(rules, model).length + rules.length + 1);
      const started = performance.now();
      const outcomes = await schedule(
        scheduled,
        ({ plan: index, done, what }) => {
          const seconds = Math.round((performance.now() - started) / 1000);
          const name = models[index]?.name ?? '';
          line.update(`${name}  ${done}/${totals[index] ?? 0}  ${what}  ${seconds} s`);
          if (done === totals[index]) line.milestone(`${name}: ${done} steps, ${seconds} s since the start`);
        },
        interruption.keepAlone,
      );
      line.clear();
      const judged = outcomes.flatMap(({ run }, index) => {
        const model = models[index];
        return model === undefined ? [] : [{ run, model }];
      });
      const inputs =
        baseline === undefined
          ? judged
          : withBaseline(judged, baseline, new Date().toISOString().slice(0, 10));
      const secretTexts = outcomes.flatMap((outcome) => outcome.secretTexts);
      const written = writeArtifacts(inputs, args.report, args.out, secretTexts);
      const runs = inputs.map(({ run }) => run);
      for (const { stopped } of runs) if (stopped !== undefined) say(`authproof: ${visible(stopped)}`);
      if (args.json) print(renderJson(inputs));
      else {
        print(renderTerminal(inputs, { color: useColor() }));
        const html = written.get('html');
        if (html !== undefined) print(`\nReport: ${html.join(', ')}`);
      }
      for (const text of tellBaseline(runs)) say(text);
      if (draft !== undefined) writeDraft(draft, runs, secretTexts);
      const unfinished = dropFinished(journals);
      for (const file of unfinished)
        say(`not everything that was made could be removed: authproof cleanup ${file}`);
      process.exitCode = interruption.happened
        ? exitCodes.harness
        : baseline === undefined
          ? exitCodeOfAll(runs)
          : exitCodeWithBaseline(runs);
    } finally {
      interruption.dispose();
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
  if (given !== undefined) return { target: withGiven(args, model, given), embedded: false };
  if (args.credential !== undefined)
    throw new UsageError('--credential is for an implementation: say where it is with --target');
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
