import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { reportFormats } from '../reports/index.ts';
import { TargetError, UsageError } from '../spec/errors.ts';
import type { ReportInput } from '../spec/run.ts';
import { SecretScan } from './secret-scan.ts';

/**
 * Renders the asked formats and writes them. Before anything is written every artifact is searched for every secret
 * of the run in every encoding.
 * @returns paths by format name, several where a format holds one run
 * @throws UsageError for an unknown format or a folder that cannot be written, TargetError if a secret would leak
 */
export function writeArtifacts(
  inputs: readonly ReportInput[],
  names: readonly string[],
  folder: string,
  secretTexts: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const rendered = names.flatMap((name) => renderFormat(inputs, name));
  refuseLeaks(rendered, secretTexts);
  const written = new Map<string, string[]>();
  try {
    mkdirSync(folder, { recursive: true });
    for (const { name, fileName, text } of rendered) {
      const path = resolve(join(folder, fileName));
      writeFileSync(path, text);
      written.set(name, [...(written.get(name) ?? []), path]);
    }
  } catch (error) {
    throw new UsageError(
      `${folder}: cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return written;
}

/** @throws TargetError if one of the texts holds one of the secrets */
export function refuseLeaks(
  files: readonly { readonly fileName: string; readonly text: string }[],
  secretTexts: readonly string[],
): void {
  const scan = new SecretScan(secretTexts);
  const leak = files.find(({ text }) => scan.finds(text));
  if (leak !== undefined)
    throw new TargetError(
      `${leak.fileName} would hold a secret in clear: nothing was written. Please report this.`,
    );
}

/** @throws UsageError for an unknown format */
export function checkFormats(names: readonly string[]): void {
  const unknown = names.find((name) => !reportFormats.some((format) => format.name === name));
  if (unknown !== undefined)
    throw new UsageError(
      `there is no report format ${unknown}; there are ${reportFormats.map((one) => one.name).join(', ')}`,
    );
}

function renderFormat(
  inputs: readonly ReportInput[],
  name: string,
): readonly { name: string; fileName: string; text: string }[] {
  checkFormats([name]);
  return reportFormats
    .filter((format) => format.name === name)
    .flatMap(({ fileName, runsPerFile, render }) => {
      if (runsPerFile === 'all' || inputs.length < 2) return [{ name, fileName, text: render(inputs) }];
      return inputs.map((input) => ({
        name,
        fileName: fileName.replace(/(\.\w+)$/, `-${input.run.spec.name}$1`),
        text: render([input]),
      }));
    });
}
