import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { formatProblem, type Problem, SpecError, UsageError } from '../../spec/errors.ts';
import { parseSource, type SourceText } from '../../spec/load/source-text.ts';
import schema from '../../spec/target-file.schema.json' with { type: 'json' };
import { explain } from './explain.ts';
import type { TargetFile } from './shape.ts';
import { resolveVariables } from './variables.ts';

/** A target file that was read, with the means to say where in it something stands. */
export interface ReadTargetFile {
  readonly file: string;
  readonly content: TargetFile;
  /** @returns an error that names file, line and pointer for each problem */
  refuse(problems: readonly Omit<Problem, 'severity'>[]): UsageError;
}

const ajv = new Ajv2020({
  allErrors: true,
  verbose: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
});
ajv.addVocabulary(['says']);
const validate = ajv.compile<TargetFile>(schema);

/**
 * Reads a target file. Secrets stand in it by the name of an environment variable only: `${TOKEN_CFO}`.
 * @throws UsageError with file, line and pointer for all that is wrong, and for each variable that is not set
 */
export function readTargetFile(
  file: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ReadTargetFile {
  const source = parse(file);
  const refuse = (problems: readonly Omit<Problem, 'severity'>[]): UsageError =>
    new UsageError(
      problems
        .map((problem) =>
          formatProblem(file, { severity: 'error', ...problem, ...source.locate(problem.pointer) }),
        )
        .join('\n'),
    );
  const written = source.value;
  if (!validate(written)) throw refuse(schemaProblems());
  const { value, missing } = resolveVariables(written, environment);
  if (missing.length > 0) {
    throw refuse(
      missing.map(({ pointer, variable }) => ({
        pointer,
        message: `the environment variable ${variable} is not set`,
      })),
    );
  }
  return { file, content: value, refuse };
}

function schemaProblems(): readonly Omit<Problem, 'severity'>[] {
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  const deepest = errors.filter(
    (error) =>
      !errors.some((other) => other !== error && other.instancePath.startsWith(`${error.instancePath}/`)) &&
      !/\/anyOf\/\d+\/|propertyNames\//.test(error.schemaPath),
  );
  const told = new Map<string, string>();
  for (const error of deepest) {
    const [pointer, message] = explain(error);
    if (!told.has(pointer)) told.set(pointer, message);
  }
  return [...told].map(([pointer, message]) => ({ pointer, message }));
}

function parse(file: string): SourceText {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError(`${file}: cannot be read (${code})`);
  }
  try {
    return parseSource(text, file);
  } catch (error) {
    if (error instanceof SpecError) throw new UsageError(error.message);
    throw error;
  }
}
