import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { acceptedSchema, schemaFault } from '../../spec/load/accepted.ts';
import { join } from '../../spec/load/json.ts';
import type { Overlay } from '../../spec/overlay.ts';
import type { HooksSource, StaticCredential, TargetConfig } from '../../suites/target.ts';
import { readCertificates } from '../pem-file.ts';
import type { ReadTargetFile } from './read.ts';

/**
 * The parts of a target that a file gives.
 * @throws UsageError for a URL that is none, or a file that is not there
 */
export function configFrom(read: ReadTargetFile): Partial<TargetConfig> {
  const { content } = read;
  const credentials = Object.entries(content.credentials ?? {});
  const provisioned = credentials.flatMap(([name, one]): StaticCredential[] =>
    typeof one === 'string' ? [] : [{ state: 'active', ...one, name }],
  );
  const bindings = Object.entries(content.bindings ?? {}).map(([key, { base, ...rest }]) => [
    key,
    {
      ...rest,
      ...(base === undefined ? {} : { base: baseUrl(read, base, join('#/bindings', key, 'base')) }),
    },
  ]);
  const optional = {
    baseUrl: content.target === undefined ? undefined : baseUrl(read, content.target, '#/target'),
    consoleUrl: content.console === undefined ? undefined : baseUrl(read, content.console, '#/console'),
    plainUrl: content.plain === undefined ? undefined : baseUrl(read, content.plain, '#/plain'),
    control:
      content.control === undefined
        ? undefined
        : {
            url: baseUrl(read, content.control.url, '#/control/url'),
            token: content.control.token,
          },
    ca:
      content.ca === undefined ? undefined : readCertificates(`${read.file} #/ca`, beside(read, content.ca)),
    provisioned: provisioned.length === 0 ? undefined : provisioned,
    bindings: bindings.length === 0 ? undefined : Object.fromEntries(bindings),
    overlay: overlayFrom(read),
    hooks: hooksFrom(read),
    hosts: content.hosts,
    requests: content.requests,
    destructive: content.destructive,
  };
  return {
    users: content.users ?? {},
    credentials: Object.fromEntries(
      credentials.flatMap(([name, one]) => (typeof one === 'string' ? [[name, one]] : [])),
    ),
    ...present(optional),
  };
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function present<T extends object>(parts: T): Present<T> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Present<T>;
}

/** What of the file concerns the judgement: everything but where, with what secret, and how fast. */
function overlayFrom(read: ReadTargetFile): Overlay | undefined {
  const { users, tenants, tolerances, limits, lacks } = read.content;
  const accounts =
    users === undefined
      ? undefined
      : Object.fromEntries(Object.entries(users).map(([name, { password: _, ...rest }]) => [name, rest]));
  const overlay = present({
    users: accounts,
    tenants,
    tolerances,
    limits,
    lacks,
    acceptance: acceptanceFrom(read),
  });
  return Object.keys(overlay).length === 0 ? undefined : overlay;
}

function acceptanceFrom(read: ReadTargetFile): Overlay['acceptance'] {
  const { acceptance } = read.content;
  if (acceptance === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(acceptance).map(([key, one]) => {
      const schema = acceptedSchema(one) ?? {};
      const fault = schemaFault(schema);
      if (fault !== undefined)
        throw read.refuse([{ pointer: join('#/acceptance', key), message: `no JSON Schema: ${fault}` }]);
      return [key, schema];
    }),
  );
}

function hooksFrom(read: ReadTargetFile): HooksSource | undefined {
  const { hooks } = read.content;
  if (hooks === undefined) return undefined;
  if (typeof hooks !== 'string') return { command: hooks.command, cwd: dirname(resolve(read.file)) };
  const module = beside(read, hooks);
  if (!existsSync(module)) throw read.refuse([{ pointer: '#/hooks', message: `there is no file ${hooks}` }]);
  return { module };
}

/** A path of the file, relative to it. */
export function beside({ file }: Pick<ReadTargetFile, 'file'>, path: string): string {
  return resolve(dirname(resolve(file)), path);
}

function baseUrl(read: ReadTargetFile, text: string, pointer: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw read.refuse([{ pointer, message: 'not an http or https URL' }]);
  if (url.username !== '' || url.password !== '')
    throw read.refuse([{ pointer, message: 'a URL holds no user name or password: see credentials' }]);
  return text.replace(/\/+$/, '');
}
