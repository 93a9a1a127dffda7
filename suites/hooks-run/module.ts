import { pathToFileURL } from 'node:url';
import { suggestion } from '../../spec/load/near-match.ts';
import { type HookName, hookNames } from '../hooks.ts';
import { HookError, told } from './hook-error.ts';
import { within } from './within.ts';

type AnyHook = (input: object) => unknown;

/**
 * The hooks of a module: its default export, an object or a function that gives one.
 * @throws HookError if it cannot be loaded in time, or holds something that is no hook
 */
export async function hooksOfModule(
  file: string,
  timeoutMs: number,
): Promise<ReadonlyMap<HookName, AnyHook>> {
  let exported: unknown;
  try {
    exported = await within('module', timeoutMs, async () => {
      const loaded: unknown = await import(pathToFileURL(file).href);
      const standard = isRecord(loaded) ? loaded['default'] : undefined;
      return typeof standard === 'function' ? standard() : standard;
    });
  } catch (error) {
    if (error instanceof HookError) throw error;
    throw new HookError('module', `cannot be loaded: ${told(error)}`);
  }
  if (!isRecord(exported)) {
    throw new HookError(
      'module',
      'has no default export that is an object of hooks, or a function that gives one',
    );
  }
  const hooks = new Map<HookName, AnyHook>();
  const owner = exported;
  for (const [name, hook] of Object.entries(exported)) {
    const known = hookNames.find((one) => one === name);
    if (known === undefined) throw new HookError('module', `has "${name}".${suggestion(name, hookNames)}`);
    if (typeof hook !== 'function') throw new HookError('module', `has a "${name}" that is no function`);
    hooks.set(known, (input) => Reflect.apply(hook, owner, [input]));
  }
  return hooks;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
