import type { HookName } from '../hooks.ts';
import type { HooksSource } from '../target.ts';
import { describeCommand, runCommand } from './command.ts';
import { HookError, told } from './hook-error.ts';
import { hooksOfModule } from './module.ts';
import { within } from './within.ts';

/** Hooks by name, however they are written. */
export interface HookCaller {
  has(name: HookName): boolean;
  /** @throws HookError that names the hook; it holds no text of the hook's own but a cleaned one */
  call(name: HookName, input: object): Promise<unknown>;
}

/** How long one call of a hook may take. */
export const hookTimeoutMs = 60_000;

/** @throws HookError if the module cannot be loaded, or the command does not say which hooks it has */
export async function loadHooks(source: HooksSource, timeoutMs = hookTimeoutMs): Promise<HookCaller> {
  if ('module' in source) {
    const hooks = await hooksOfModule(source.module, timeoutMs);
    return {
      has: (name) => hooks.has(name),
      call: async (name, input) => {
        const hook = hooks.get(name);
        if (hook === undefined) throw new HookError(name, 'is not there');
        return callWithin(name, timeoutMs, async () => hook(input));
      },
    };
  }
  const names = await describeCommand(source, timeoutMs);
  return {
    has: (name) => names.has(name),
    call: (name, input) => runCommand(source, name, input, timeoutMs),
  };
}

async function callWithin(name: HookName, timeoutMs: number, run: () => Promise<unknown>): Promise<unknown> {
  try {
    const output = await within(name, timeoutMs, run);
    // Functions, dates and the like would not be in the history as they are here.
    return output === undefined ? undefined : JSON.parse(JSON.stringify(output));
  } catch (error) {
    if (error instanceof HookError) throw error;
    throw new HookError(name, `failed: ${told(error)}`);
  }
}
