import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { reportFormats } from '../reports/index.ts';
import { TargetError, UsageError } from '../spec/errors.ts';
import type { ReportInput } from '../spec/run.ts';

/**
 * Renders the asked formats and writes them. Before anything is written every artifact is searched for every secret
 * of the run in every encoding.
 * @returns paths by format name
 * @throws UsageError for an unknown format or a folder that cannot be written, TargetError if a secret would leak
 */
export function writeArtifacts(inputs: readonly ReportInput[], names: readonly string[], folder: string, secretTexts: readonly string[]): ReadonlyMap<string, string> {
  const formats = names.map((name) => {
    const format = reportFormats.find((one) => one.name === name);
    if (format === undefined) throw new UsageError(`there is no report format ${name}; there are ${reportFormats.map((one) => one.name).join(', ')}`);
    return format;
  });
  const rendered = formats.map((format) => ({ format, text: format.render(inputs) }));
  for (const { format, text } of rendered) {
    if (secretTexts.some((secret) => text.includes(secret))) {
      throw new TargetError(`the ${format.name} report would hold a secret in clear: nothing was written. Please report this.`);
    }
  }
  const written = new Map<string, string>();
  try {
    mkdirSync(folder, { recursive: true });
    for (const { format, text } of rendered) {
      const path = resolve(join(folder, format.fileName));
      writeFileSync(path, text);
      written.set(format.name, path);
    }
  } catch (error) {
    throw new UsageError(`${folder}: cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  return written;
}
