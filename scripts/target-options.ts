import type { Argv } from 'yargs';
import { UsageError } from '../spec/errors.ts';
import type { AuthModel } from '../spec/model.ts';
import { defaultTarget, type TargetConfig } from '../suites/target.ts';
import { numberOption } from './number-option.ts';
import { readCertificates } from './pem-file.ts';
import { checkReachable } from './reachable.ts';
import { findRunningMock } from './running-mocks.ts';
import { checkNames } from './target-file/check-names.ts';
import { beside, configFrom } from './target-file/config.ts';
import { readTargetFile } from './target-file/read.ts';
import { checkHosts } from './target-safety.ts';

/** Options of every command that talks to an implementation. */
export interface TargetArgs {
  target: string | undefined;
  config: string | undefined;
  ca: string | undefined;
  'max-wait': number;
  destructive: boolean | undefined;
}

export function targetOptions<T>(yargs: Argv<T>) {
  return yargs
    .option('target', {
      type: 'string',
      requiresArg: true,
      describe:
        'Base URL of the implementation (beyond this machine at most 10 requests per second, unless requests.perSecond of the target file says otherwise); default: the embedded mock',
    })
    .option('config', {
      type: 'string',
      describe: 'Target file (YAML): document, URLs, accounts, what is different; see docs/target-file.md',
      requiresArg: true,
    })
    .option('ca', {
      type: 'string',
      requiresArg: true,
      describe: 'Certificate (PEM) of the authority that the TLS of the target is checked against',
    })
    .option('max-wait', {
      type: 'number',
      default: 0,
      requiresArg: true,
      coerce: numberOption('max-wait'),
      describe: 'Seconds that one check may really wait where the clock cannot be moved',
    })
    .option('destructive', {
      type: 'boolean',
      describe:
        'Let experiments end credentials, lock accounts and remove users of a target that has no control plane. Without it, a document without x-auth-* is tested by reading: what could change something is sent to this machine only, and never with a credential that works',
    });
}

/**
 * The document that a target file names: a shipped name, or a path relative to the file.
 * @throws UsageError if the file is not usable
 */
export function specOf(args: Pick<TargetArgs, 'config'>): string | undefined {
  if (args.config === undefined) return undefined;
  const read = readTargetFile(args.config);
  const { spec } = read.content;
  if (spec === undefined) return undefined;
  return /[\\/]|\.(?:ya?ml|json)$/i.test(spec) ? beside(read, spec) : spec;
}

/**
 * The target that the arguments name, or the given mock; undefined if neither is there. With the model of the document
 * the names in the target file are checked against it.
 * @throws UsageError for a URL or file that is not usable, TargetError if nothing answers
 */
export async function resolveTarget(
  args: TargetArgs,
  mock?: Pick<TargetConfig, 'consoleUrl' | 'control'> & { readonly url: string },
  model?: AuthModel,
): Promise<TargetConfig | undefined> {
  const read = args.config === undefined ? undefined : readTargetFile(args.config);
  if (read !== undefined && model !== undefined) checkNames(read, model);
  const fromFile = read === undefined ? {} : configFrom(read);
  checkHosts(args.target, fromFile, args.config);
  const given = args.target ?? fromFile.baseUrl;
  const ca = args.ca === undefined ? fromFile.ca : readCertificates('--ca', args.ca);
  const limits = {
    maxWaitSeconds: args['max-wait'],
    ...(args.destructive === undefined ? {} : { destructive: args.destructive }),
    ...(ca === undefined ? {} : { ca }),
  };
  if (given === undefined) {
    if (mock === undefined) return undefined;
    const { url, consoleUrl, control } = mock;
    return defaultTarget({
      ...fromFile,
      baseUrl: url,
      ...limits,
      ...(consoleUrl === undefined ? {} : { consoleUrl }),
      ...(control === undefined ? {} : { control }),
    });
  }
  const baseUrl = given.replace(/\/$/, '');
  if (!URL.canParse(baseUrl) || !/^https?:/.test(baseUrl))
    throw new UsageError(`--target ${given} is not an http or https URL`);
  const { username, password } = new URL(baseUrl);
  if (username !== '' || password !== '')
    throw new UsageError('--target holds a user name or password: credentials belong in the target file');
  await checkReachable(baseUrl, ca);
  return defaultTarget({ ...findRunningMock(baseUrl), ...fromFile, baseUrl, ...limits });
}
