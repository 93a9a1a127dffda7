import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { JsonReport } from '../../reports/json.ts';
import schema from '../../reports/run-result.schema.json' with { type: 'json' };
import { UsageError } from '../../spec/errors.ts';

export interface ReadReport extends JsonReport {
  /** The file itself, where a folder was named. */
  readonly file: string;
}

/**
 * Reads what the JSON report wrote; of a folder its `report.json`.
 * @throws UsageError with file and pointer if it is not there or not such a report
 */
export function readReport(path: string): ReadReport {
  const file = isFolder(path) ? join(path, 'report.json') : path;
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw new UsageError(`${file} #: is not JSON`);
    const hint = code === 'ENOENT' && file !== path ? '; `authproof test --report json` writes it' : '';
    throw new UsageError(`${file}: cannot be read (${code})${hint}`);
  }
  const validate = new Ajv2020({ formats: { 'date-time': true } }).compile<JsonReport>(schema);
  if (validate(value)) return { ...value, file };
  const [error] = validate.errors ?? [];
  const pointer = `#${error?.instancePath ?? ''}`;
  const isForeign = pointer === '#' || pointer === '#/format';
  const message = isForeign
    ? 'is not a JSON report of authproof (report.json)'
    : pointer === '#/version'
      ? 'is of a format version that this authproof does not read'
      : (error?.message ?? 'is not a JSON report of authproof');
  throw new UsageError(`${file} ${pointer}: ${message}`);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
