import { type ChildProcess, spawn } from 'node:child_process';
import { type HookName, hookNames } from '../hooks.ts';
import type { HooksSource } from '../target.ts';
import { HookError } from './hook-error.ts';

type Command = Extract<HooksSource, { readonly command: readonly string[] }>;

/** More than any output of a hook needs. */
const longestOutput = 1_000_000;

/** Which hooks a command has: it answers `describe` with `{"hooks": ["revoke"]}`. */
export async function describeCommand(source: Command, timeoutMs: number): Promise<ReadonlySet<HookName>> {
  const output = await runCommand(source, 'describe', {}, timeoutMs);
  const names = typeof output === 'object' && output !== null && 'hooks' in output ? output.hooks : undefined;
  if (!Array.isArray(names))
    throw new HookError('describe', 'answered without {"hooks": [names of the hooks that the command has]}');
  const unknown = names.find((name) => !hookNames.some((known) => known === name));
  if (unknown !== undefined) throw new HookError('describe', 'names a hook that there is not');
  return new Set(hookNames.filter((name) => names.includes(name)));
}

/**
 * Starts the command once, gives it `{hook, input}` and reads what it answers.
 * @throws HookError if it cannot be started, takes too long, fails, or answers no JSON
 */
export async function runCommand(
  { command, cwd }: Command,
  hook: HookName | 'describe',
  input: object,
  timeoutMs: number,
): Promise<unknown> {
  const [program = '', ...args] = command;
  // In a process group of its own, so that what it starts can be ended with it.
  const child = spawn(program, args, { cwd, stdio: ['pipe', 'pipe', 'ignore'], detached: true });
  const ended = Promise.withResolvers<number | null>();
  let output = '';
  let problem: string | undefined;
  const stop = (why: string): void => {
    problem ??= why;
    endGroup(child);
    // Whoever left the group may still hold the other end.
    child.stdout.destroy();
    child.stdin.destroy();
    child.unref();
    ended.resolve(null);
  };
  const timer = setTimeout(() => stop(`did not end within ${timeoutMs / 1000} s`), timeoutMs);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.length > longestOutput) stop('answered more than a million characters');
  });
  // It need not read its input to the end.
  child.stdin.on('error', () => {});
  child.stdin.end(JSON.stringify({ hook, input }));
  child.once('error', (error) => {
    problem ??= `cannot be started (${'code' in error ? String(error.code) : error.name})`;
    ended.resolve(null);
  });
  child.once('close', ended.resolve);
  const code = await ended.promise;
  clearTimeout(timer);
  if (problem !== undefined) throw new HookError(hook, problem);
  // What it wrote beside its answer may hold secrets, so it is not repeated.
  if (code !== 0) throw new HookError(hook, `ended with ${code === null ? 'a signal' : `status ${code}`}`);
  if (output.trim() === '') return undefined;
  try {
    return JSON.parse(output);
  } catch {
    throw new HookError(hook, 'answered with something that is not JSON');
  }
}

function endGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended, or there are no groups here.
    child.kill('SIGKILL');
  }
}
