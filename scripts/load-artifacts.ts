import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadReportFormats } from '../reports/load-index.ts';
import { UsageError } from '../spec/errors.ts';
import type { LoadRun } from '../spec/load-run.ts';
import { refuseLeaks } from './artifacts.ts';

/**
 * Renders the asked formats and writes them, after a search for every secret of the run.
 * @returns paths by format name
 * @throws UsageError for a folder that cannot be written, TargetError if a secret would leak
 */
export function writeLoadArtifacts(
  run: LoadRun,
  names: readonly string[],
  folder: string,
  secretTexts: readonly string[],
): ReadonlyMap<string, string> {
  const rendered = loadReportFormats
    .filter(({ name }) => names.includes(name))
    .map(({ name, fileName, render }) => ({ name, fileName, text: render(run) }));
  refuseLeaks(rendered, secretTexts);
  const written = new Map<string, string>();
  try {
    mkdirSync(folder, { recursive: true });
    for (const { name, fileName, text } of rendered) {
      const path = resolve(join(folder, fileName));
      writeFileSync(path, text);
      written.set(name, path);
    }
  } catch (error) {
    throw new UsageError(
      `${folder}: cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return written;
}
