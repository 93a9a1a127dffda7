import type { CommandModule } from 'yargs';
import { loadReportFormats } from '../../reports/load-index.ts';
import { renderLoadJson } from '../../reports/load-json.ts';
import { renderLoadResult, renderLoadSummary } from '../../reports/load-text.ts';
import { resolveSpec, shippedSpecs } from '../../spec/catalogue.ts';
import { UsageError } from '../../spec/errors.ts';
import { loadFile } from '../../spec/load.ts';
import type { LoadRun } from '../../spec/load-run.ts';
import { chooseProbes, runLoadProbes } from '../../suites/load/index.ts';
import { runPartsOf } from '../../suites/run-parts.ts';
import { exitCodeOfLoad, exitCodes } from '../exit-codes.ts';
import { type CredentialArgs, credentialOption, withGiven } from '../given-credentials.ts';
import { Interruption } from '../interruption.ts';
import { dropFinished, newJournalFile } from '../journals.ts';
import { writeLoadArtifacts } from '../load-artifacts.ts';
import { type SeparateMock, startSeparateMock } from '../load-mock/separate-mock.ts';
import { numberOption } from '../number-option.ts';
import { LiveLine, print, say, useColor } from '../output.ts';
import { checkReachable } from '../reachable.ts';
import { resolveTarget, specOf, type TargetArgs, targetOptions } from '../target-options.ts';
import { checkAlso, checkLoad } from '../target-safety.ts';
import { tool } from '../tool.ts';
import { summaries } from './summaries.ts';

interface Args extends TargetArgs, CredentialArgs {
  spec: string | undefined;
  connections: number;
  duration: number;
  rate: number | undefined;
  also: string[];
  only: string[];
  skip: string[];
  report: string[];
  out: string;
  json: boolean;
}

const mostConnections = 200;
const mostSeconds = 600;

const list = (value: unknown): string[] =>
  [value]
    .flat()
    .flatMap((one) => String(one).split(','))
    .filter((one) => one !== '');

export const command: CommandModule<object, Args> = {
  ...summaries.load,
  builder: (yargs) =>
    targetOptions(yargs)
      .describe({
        target: `Base URL of the implementation; default: the embedded mock. Beyond this machine at most 100 requests per second, fewer by requests.perSecond of the target file`,
        destructive:
          'Opt in to floods and to ending what the run made, on a target that has no control plane: without it, or `destructive` in the target file, nothing is tried there',
      })
      .positional('spec', {
        type: 'string',
        describe: 'Shipped name or path of an OpenAPI document; default: the one that --config names',
      })
      .option('credential', credentialOption)
      .option('connections', {
        type: 'number',
        default: 20,
        coerce: numberOption('connections', { from: 1, to: mostConnections, whole: true }),
        describe: `Parallel connections (at most ${mostConnections}; beyond this machine 10, and 100 requests per second)`,
      })
      .option('duration', {
        type: 'number',
        default: 8,
        coerce: numberOption('duration', { from: 1, to: mostSeconds }),
        describe: `Seconds of the soak, at most ${mostSeconds}; the other probes end when they have seen enough`,
      })
      .option('rate', {
        type: 'number',
        requiresArg: true,
        coerce: numberOption('rate', { from: 1 }),
        describe: 'Requests per second over all connections; default: as fast as the target answers',
      })
      .option('also', {
        type: 'string',
        array: true,
        default: [],
        describe: 'Base URL of another instance of the target: what is asked must hold over all of them',
      })
      .option('only', {
        type: 'string',
        array: true,
        coerce: list,
        default: [],
        describe: 'Only these probes',
      })
      .option('skip', {
        type: 'string',
        array: true,
        coerce: list,
        default: [],
        describe: 'All but these probes',
      })
      .option('report', {
        type: 'string',
        array: true,
        coerce: list,
        default: ['html', 'json'],
        describe: loadReportFormats.map(({ name }) => name).join(', '),
      })
      .option('out', { type: 'string', default: 'authproof-report', describe: 'Folder for the reports' })
      .option('json', { type: 'boolean', default: false, describe: 'The results as JSON on stdout' })
      .example('$0 load my-api.yaml --connections 50', 'all probes on the embedded mock')
      .example(
        '$0 load my-api.yaml --target http://localhost:3000 --destructive --only revocation-under-load',
        'is a revocation immediate under load?',
      ),
  handler: async (args) => {
    const spec = args.spec ?? specOf(args);
    if (spec === undefined)
      throw new UsageError(`name a document (${shippedSpecs().join(', ')}, or a path), or one in --config`);
    const model = loadFile(resolveSpec(spec));
    const probes = chooseProbes(args.only, args.skip);
    checkFormats(args.report);
    const there = await resolveTarget(args, undefined, model);
    const given = there === undefined ? undefined : withGiven(args, model, there);
    if (given === undefined && args.credential !== undefined)
      throw new UsageError('--credential is for an implementation: say where it is with --target');
    if (given === undefined && args.also.length > 0)
      throw new UsageError(
        '--also names more instances of an implementation: say where the first is with --target',
      );
    const interruption = Interruption.watch();
    const line = new LiveLine();
    let mock: SeparateMock | undefined;
    try {
      mock = given === undefined ? await startSeparateMock(model) : undefined;
      const target = given ?? (await resolveTarget(args, mock, model));
      if (target === undefined) throw new UsageError('no target');
      checkLoad(target);
      checkAlso(target, args.also);
      for (const url of args.also) await checkReachable(url, target.ca);
      const began = performance.now();
      const startedAt = new Date().toISOString();
      const options = {
        connections: args.connections,
        durationSeconds: args.duration,
        ...(args.rate === undefined ? {} : { rate: args.rate }),
      };
      const journalFile = newJournalFile(args.out, model.name, new Date());
      const color = useColor();
      const {
        results,
        left,
        options: held,
        warnings,
        secretTexts,
      } = await runLoadProbes(model, target, {
        probes,
        options: { ...options, also: args.also, ...(mock === undefined ? {} : { memory: mock.memory }) },
        ...runPartsOf({ stopFile: interruption.stopFile, journalFile, target, tool }, model),
        reach: () => checkReachable(target.baseUrl, target.ca),
        onTick: (probe, about, { requests, requestsPerSecond, p50Ms, p99Ms }) =>
          line.update(
            `${probe} ${about}  ${requests} answers  ${requestsPerSecond}/s  p50 ${p50Ms.toFixed(1)}  p99 ${p99Ms.toFixed(1)} ms`,
          ),
        onResult: (result) => {
          line.clear();
          if (!args.json) print(renderLoadResult(result, { color }));
          else line.milestone(`${result.probe} ${result.case}: ${result.verdict}`);
        },
      });
      const run: LoadRun = {
        tool,
        spec: { name: model.name, title: model.title },
        target: { baseUrl: target.baseUrl, embedded: mock !== undefined, also: args.also },
        startedAt,
        durationMs: Math.round(performance.now() - began),
        options: {
          durationSeconds: options.durationSeconds,
          connections: held.connections,
          ...(held.rate === undefined ? {} : { rate: held.rate }),
        },
        probes: results,
        left,
        warnings,
      };
      const written = writeLoadArtifacts(run, args.report, args.out, secretTexts);
      for (const one of left) say(`still there: ${one}`);
      for (const file of dropFinished([journalFile]))
        say(`not everything that was made could be removed: authproof cleanup ${file}`);
      if (args.json) print(renderLoadJson(run));
      else {
        print(renderLoadSummary(run, { color }));
        const html = written.get('html');
        if (html !== undefined) print(`Report: ${html}`);
      }
      process.exitCode = interruption.happened ? exitCodes.harness : exitCodeOfLoad(results);
    } finally {
      line.clear();
      interruption.dispose();
      await mock?.close();
    }
  },
};

/** @throws UsageError for an unknown format */
function checkFormats(names: readonly string[]): void {
  const unknown = names.find((name) => !loadReportFormats.some((format) => format.name === name));
  if (unknown !== undefined)
    throw new UsageError(
      `load probes have no report ${unknown}; there are ${loadReportFormats.map(({ name }) => name).join(', ')}`,
    );
}
