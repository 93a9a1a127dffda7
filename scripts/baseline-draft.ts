import { existsSync, writeFileSync } from 'node:fs';
import { UsageError } from '../spec/errors.ts';
import type { RunResult } from '../spec/run.ts';
import { refuseLeaks } from './artifacts.ts';
import { draftBaseline } from './baseline-outcome.ts';
import { say } from './output.ts';

/**
 * Before anything is sent: may the file be written?
 * @throws UsageError if it is there and nobody said that it may be replaced
 */
export function checkDraft(file: string, force: boolean): void {
  if (!force && existsSync(file)) throw new UsageError(`${file} is there already: --force replaces it`);
}

/**
 * Writes a baseline from the failures of the runs.
 * @throws UsageError if the file cannot be written, TargetError if a secret would stand in it
 */
export function writeDraft(file: string, runs: readonly RunResult[], secretTexts: readonly string[]): void {
  const text = draftBaseline(runs);
  refuseLeaks([{ fileName: file, text }], secretTexts);
  try {
    writeFileSync(file, text);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError(`${file}: cannot be written (${code})`);
  }
  say(`baseline drafted: ${file}`);
}
