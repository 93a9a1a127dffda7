import { isLoopback, plainPlaceOf, type TargetConfig } from '../target.ts';

/** Names of this machine are one host. */
const hostOf = (url: string): string => (isLoopback(url) ? 'loopback' : new URL(url).hostname.toLowerCase());

/** Hosts that a run may speak to: those of the URLs that somebody gave, and those named beside them. */
export function namedHosts(config: TargetConfig): ReadonlySet<string> {
  const { baseUrl, consoleUrl, plainUrl, control, bindings, hosts = [] } = config;
  const urls = [baseUrl, consoleUrl, plainUrl ?? plainPlaceOf(baseUrl), control?.url];
  const bound = Object.values(bindings ?? {}).map(({ base }) => base);
  return new Set([
    ...[...urls, ...bound].flatMap((url) => (url === undefined ? [] : [hostOf(url)])),
    ...hosts.map((host) => hostOf(`http://${host}`)),
  ]);
}

/** Why nothing may be sent to a URL, or undefined if it may: nothing that a target says leads elsewhere. */
export function hostRefusal(named: ReadonlySet<string>, url: string): string | undefined {
  if (!URL.canParse(url)) return 'it is no URL';
  const host = hostOf(url);
  return named.has(host)
    ? undefined
    : `nobody named the host ${new URL(url).hostname}: see hosts in the target file`;
}
