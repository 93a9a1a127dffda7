import type { Argv } from 'yargs';
import { UsageError } from '../spec/errors.ts';
import { defaultTarget, type TargetConfig } from '../suites/target.ts';
import { readCertificates } from './pem-file.ts';
import { checkReachable } from './reachable.ts';
import { findRunningMock } from './running-mocks.ts';
import { readTargetFile, targetFrom } from './target-file.ts';

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
      describe: 'Base URL of the implementation; default: the embedded mock',
    })
    .option('config', {
      type: 'string',
      describe: 'Target file (YAML): URLs, users and credentials by environment variable',
    })
    .option('ca', {
      type: 'string',
      requiresArg: true,
      describe: 'Certificate (PEM) of the authority that the TLS of the target is checked against',
    })
    .option('max-wait', {
      type: 'number',
      default: 0,
      describe: 'Seconds that one check may really wait where the clock cannot be moved',
    })
    .option('destructive', {
      type: 'boolean',
      describe:
        'Let experiments end credentials, lock accounts and remove users of a target that has no control plane. Without it, a document without x-auth-* is tested by reading: what could change something is sent to this machine only, and never with a credential that works',
    });
}

/**
 * The target that the arguments name, or the given mock; undefined if neither is there.
 * @throws UsageError for a URL or file that is not usable, TargetError if nothing answers
 */
export async function resolveTarget(
  args: TargetArgs,
  mock?: Pick<TargetConfig, 'consoleUrl' | 'control'> & { readonly url: string },
): Promise<TargetConfig | undefined> {
  const fromFile = args.config === undefined ? {} : targetFrom(readTargetFile(args.config), args.config);
  const given = args.target ?? fromFile.baseUrl;
  const ca = args.ca === undefined ? undefined : readCertificates('--ca', args.ca);
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
