import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { isLoopback, type TargetConfig } from '../suites/target.ts';

/**
 * Mocks that this user runs on this machine, so that `test --target URL` finds the control plane of one without
 * being told. Files are readable by the user alone; each is gone when its mock stops.
 */
export interface RunningMockNote {
  readonly pid: number;
  readonly spec: string;
  readonly url: string;
  readonly consoleUrl: string;
  readonly control: { readonly url: string; readonly token: string };
}

const folder = (): string => join(tmpdir(), `authproof-${userInfo().username}`);
const fileOf = (url: string): string => join(folder(), `mock-${new URL(url).port}.json`);

/** Notes a mock down; the function returned takes the note away. */
export function noteRunningMock(note: RunningMockNote): () => void {
  mkdirSync(folder(), { recursive: true, mode: 0o700 });
  const file = fileOf(note.url);
  writeFileSync(file, JSON.stringify(note), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** The mock of this user that serves a loopback URL, if there is one. */
export function findRunningMock(url: string): Pick<TargetConfig, 'consoleUrl' | 'control'> | undefined {
  if (!isLoopback(url)) return undefined;
  let note: unknown;
  try {
    note = JSON.parse(readFileSync(fileOf(url), 'utf8'));
  } catch {
    return undefined;
  }
  if (!isNote(note) || !isAlive(note.pid)) return undefined;
  return { consoleUrl: note.consoleUrl, control: note.control };
}

function isNote(value: unknown): value is RunningMockNote {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    'control' in value &&
    'consoleUrl' in value
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
