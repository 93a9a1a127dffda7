import { UsageError } from '../spec/errors.ts';
import { hostRefusal, namedHosts } from '../suites/lab/hosts.ts';
import { defaultTarget, mayDestroy, type TargetConfig } from '../suites/target.ts';

/**
 * A target file holds secrets for the hosts that it names: the command line must not lead them elsewhere.
 * @throws UsageError if `--target` names a host that a target file with a target of its own does not
 */
export function checkHosts(
  given: string | undefined,
  fromFile: Partial<TargetConfig>,
  file: string | undefined,
): void {
  const { baseUrl } = fromFile;
  if (given === undefined || baseUrl === undefined || file === undefined || !URL.canParse(given)) return;
  const named = namedHosts(defaultTarget({ ...fromFile, baseUrl }));
  const wanted = namedHosts(defaultTarget({ baseUrl: given }));
  if (![...wanted].every((host) => named.has(host)))
    throw new UsageError(
      `--target is on ${new URL(given).hostname}, and ${file} #/target is for ${new URL(baseUrl).hostname}: if its secrets may go there, name the host in its hosts`,
    );
}

/**
 * Load probes flood: on a target that nothing isolates they are opt-in, wherever it is.
 * @throws UsageError if nobody opted in
 */
export function checkLoad(target: TargetConfig): void {
  if (target.control !== undefined || mayDestroy(target, ['limits'])) return;
  throw new UsageError(
    'load probes flood the target, and nothing isolates this one: opt in with --destructive, or `destructive: [limits]` in the target file',
  );
}

/**
 * Credentials go to the other instances, too.
 * @throws UsageError for what is no URL, or leads to a host that nobody named
 */
export function checkAlso(target: TargetConfig, also: readonly string[]): void {
  const named = namedHosts(target);
  for (const url of also) {
    if (!URL.canParse(url) || !/^https?:/.test(url))
      throw new UsageError(`--also ${url} is not an http or https URL`);
    const { username, password } = new URL(url);
    if (username !== '' || password !== '')
      throw new UsageError('--also holds a user name or password: credentials belong in the target file');
    const refusal = hostRefusal(named, url);
    if (refusal !== undefined) throw new UsageError(`--also ${url}: ${refusal}`);
  }
}
