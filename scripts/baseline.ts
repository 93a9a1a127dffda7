import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isCollection, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import schema from '../spec/baseline.schema.json' with { type: 'json' };
import { formatProblem, UsageError } from '../spec/errors.ts';
import { suggestion } from '../spec/load/near-match.ts';

/** One known failure: of a rule, or of one case of it. */
export interface BaselineEntry {
  readonly rule: string;
  readonly case?: string;
  readonly reason?: string;
  /** Last day (UTC) on which it excuses anything. */
  readonly until?: string;
}

export interface Baseline {
  readonly file: string;
  readonly expected: readonly BaselineEntry[];
}

/**
 * Reads a baseline (`spec/baseline.schema.json`).
 * @throws UsageError with file, line and pointer for what is wrong: YAML, keys, a rule that there is not, a date
 */
export function readBaseline(file: string, ruleIds: readonly string[]): Baseline {
  const lines = new LineCounter();
  const document = parseDocument(read(file), { lineCounter: lines });
  const problem = (pointer: string, message: string, offset: number | undefined): UsageError => {
    const place = offset === undefined ? undefined : lines.linePos(offset);
    const position = place === undefined ? {} : { line: place.line, column: place.col };
    return new UsageError(formatProblem(file, { severity: 'error', pointer, message, ...position }));
  };
  /** Where a pointer's value begins; for what is absent, where its nearest parent does. */
  const offsetOf = (path: readonly string[]): number | undefined => {
    for (let length = path.length; length >= 0; length -= 1) {
      const key = path.slice(0, length).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
      const node = length === 0 ? document.contents : document.getIn(key, true);
      if ((isScalar(node) || isCollection(node)) && node.range) return node.range[0];
    }
    return undefined;
  };
  const plain = (): unknown => {
    try {
      return document.toJS();
    } catch (error) {
      throw problem('#', error instanceof Error ? error.message : 'cannot be read', 0);
    }
  };
  const broken = document.errors[0];
  if (broken !== undefined) throw problem('#', broken.message.split('\n')[0] ?? '', broken.pos[0]);
  const value = plain();
  const validate = new Ajv2020({ allErrors: false }).compile<{ expected: BaselineEntry[] }>(schema);
  if (!validate(value)) {
    const [error] = validate.errors ?? [];
    const path = (error?.instancePath ?? '').split('/').slice(1);
    const unknown =
      error?.keyword === 'additionalProperties' ? String(error.params['additionalProperty']) : '';
    const known = ['rule', 'case', 'reason', 'until'];
    const message =
      unknown === ''
        ? `${error?.message ?? 'is not a baseline'}${error?.keyword === 'pattern' ? ' (a day: 2027-03-31)' : ''}`
        : `unknown key "${unknown}".${path.length === 0 ? '' : suggestion(unknown, known)}`;
    const at =
      unknown === ''
        ? offsetOf(path)
        : (keyOffset(document.getIn(numbered(path), true), unknown) ?? offsetOf(path));
    throw problem(`#/${path.join('/')}`.replace(/\/$/, ''), message, at);
  }
  for (const [index, entry] of value.expected.entries()) {
    const path = ['expected', String(index)];
    if (!ruleIds.includes(entry.rule))
      throw problem(
        `#/expected/${index}/rule`,
        `there is no rule "${entry.rule}".${suggestion(entry.rule, ruleIds)}`,
        offsetOf([...path, 'rule']),
      );
    if (entry.until !== undefined && !isDay(entry.until))
      throw problem(
        `#/expected/${index}/until`,
        `${entry.until} is no day of the calendar`,
        offsetOf([...path, 'until']),
      );
    const twin = value.expected.findIndex((other) => other.rule === entry.rule && other.case === entry.case);
    if (twin < index)
      throw problem(`#/expected/${index}`, `says the same as #/expected/${twin}`, offsetOf(path));
  }
  return { file, expected: value.expected };
}

const numbered = (path: readonly string[]) => path.map((part) => (/^\d+$/.test(part) ? Number(part) : part));

function keyOffset(node: unknown, key: string): number | undefined {
  if (!isCollection(node)) return undefined;
  for (const item of node.items)
    if (isPair(item) && isScalar(item.key) && item.key.value === key) return item.key.range?.[0];
  return undefined;
}

function isDay(text: string): boolean {
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError(`${file}: cannot be read (${code})`);
  }
}
