import { join } from 'node:path';
import { reportFormats } from '../../reports/index.ts';
import { loadFile } from '../../spec/load.ts';
import type { AuthModel } from '../../spec/model.ts';
import type { ReportInput, RunResult } from '../../spec/run.ts';
import { experiments } from '../../suites/experiments/index.ts';
import { rules } from '../../suites/rules/index.ts';
import { SuiteRun } from '../../suites/suite-run.ts';
import { SecretScan } from '../secret-scan.ts';
import { resolveTarget } from '../target-options.ts';
import { tool } from '../tool.ts';
import { deviations, type Expected, type Finding, findingsOf, readExpected } from './expectation.ts';
import { installed } from './install.ts';
import { type Place, type Start, startServer } from './start.ts';

/** A server that we did not write, with what it is tested by. */
export interface ForeignServer {
  readonly name: string;
  /** Holds package.json, package-lock.json, the documents, target files and expected.yaml. */
  readonly folder: string;
  readonly configurations: readonly Configuration[];
}

/** One way to run a server. */
export interface Configuration {
  readonly name: string;
  /** File in the folder: what its API should be. */
  readonly document: string;
  /** Target file in the folder; its URL gives way to that of the started server. */
  readonly target: string;
  /** A script and what it is given. */
  readonly start: (place: Place, secrets: Readonly<Record<string, string>>) => Start;
  /** Made anew for each run: the environment variables that the target file names. */
  readonly secrets: () => Readonly<Record<string, string>>;
  /** Accounts and credentials that have to be there before the suite comes; more secrets, if it makes some. */
  readonly prepare?: (
    url: string,
    secrets: Readonly<Record<string, string>>,
  ) => Promise<Readonly<Record<string, string>>>;
  /** Where console operations live, if the document has some. */
  readonly consolePath?: string;
  /** Environment variable that tells hooks where the server is. */
  readonly urlVariable?: string;
  readonly maxWaitSeconds?: number;
}

export interface InteropResult {
  readonly server: string;
  readonly configuration: string;
  readonly findings: readonly Finding[];
  readonly expected: readonly Expected[];
  /** Empty if the run found exactly what is known. */
  readonly deviations: readonly string[];
  readonly scan: {
    readonly artifacts: readonly string[];
    readonly secrets: number;
    readonly found: readonly string[];
  };
  readonly input: ReportInput;
}

/** Starts a server, runs the whole suite on it by its target file, and compares what it finds with what is known. */
export async function runInterop(
  server: ForeignServer,
  configuration: Configuration,
): Promise<InteropResult> {
  const expected = readExpected(join(server.folder, 'expected.yaml'));
  const model = loadFile(join(server.folder, configuration.document));
  const packages = await installed(server.folder, server.name);
  const given = configuration.secrets();
  await using running = await startServer(packages, (place) => configuration.start(place, given));
  const secrets = { ...given, ...(await configuration.prepare?.(running.url, given)) };
  const { urlVariable } = configuration;
  const variables = { ...secrets, ...(urlVariable === undefined ? {} : { [urlVariable]: running.url }) };
  const { suite, run } = await withEnvironment(variables, () =>
    runSuite(server, configuration, model, running.url),
  );
  const input = { run, model };
  return {
    server: server.name,
    configuration: configuration.name,
    findings: findingsOf(run),
    expected: expected.filter(({ in: only }) => only === undefined || only.includes(configuration.name)),
    deviations: deviations(run, configuration.name, expected),
    scan: scanArtifacts(input, [...Object.values(secrets), ...suite.secretTexts()]),
    input,
  };
}

async function runSuite(
  server: ForeignServer,
  configuration: Configuration,
  model: AuthModel,
  url: string,
): Promise<{ readonly suite: SuiteRun; readonly run: RunResult }> {
  const target = await resolveTarget({
    target: url,
    config: join(server.folder, configuration.target),
    ca: undefined,
    'max-wait': configuration.maxWaitSeconds ?? 0,
    destructive: true,
  });
  if (target === undefined) throw new Error('the target file names no target');
  const { consolePath } = configuration;
  const suite = new SuiteRun(model, {
    ...target,
    ...(consolePath === undefined ? {} : { consoleUrl: url + consolePath }),
  });
  for (const experiment of experiments) await suite.runExperiment(experiment);
  const run = suite.conclude({ rules, strict: false, embedded: false, tool });
  return { suite, run };
}

/** Renders every report that there is and searches it for every secret of the run, in every encoding. */
function scanArtifacts(input: ReportInput, secrets: readonly string[]): InteropResult['scan'] {
  const scan = new SecretScan(secrets);
  const artifacts = reportFormats.map(({ fileName, render }) => ({ fileName, text: render([input]) }));
  return {
    artifacts: artifacts.map(({ fileName }) => fileName),
    secrets: new Set(secrets).size,
    found: artifacts.filter(({ text }) => scan.finds(text)).map(({ fileName }) => fileName),
  };
}

/** Target files and hooks take their secrets from environment variables; they are set only during the run. */
async function withEnvironment<T>(
  variables: Readonly<Record<string, string>>,
  during: () => Promise<T>,
): Promise<T> {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  try {
    return await during();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
