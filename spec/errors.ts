/** One problem in a document or file, with the place and the mend. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** JSON pointer as a URI fragment: `#/components/responses/LimitReached/x-auth-refusal`. */
  readonly pointer: string;
  readonly message: string;
  /** 1-based position in the YAML text, where known. */
  readonly line?: number;
  readonly column?: number;
}

/** The document cannot be used: broken YAML, not OpenAPI, an unknown key, a name that does not resolve. */
export class SpecError extends Error {
  readonly file: string;
  readonly problems: readonly Problem[];
  constructor(file: string, problems: readonly Problem[]) {
    super(problems.map((problem) => formatProblem(file, problem)).join('\n'));
    this.name = 'SpecError';
    this.file = file;
    this.problems = problems;
  }
}

/** The caller asked for something that is not there: an unknown spec name, rule, flag value. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The target could not be reached or broke the harness. Exit code 3. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}

/** `file:line:column pointer: message`, the form editors can jump to. */
export function formatProblem(file: string, problem: Problem): string {
  const position = problem.line === undefined ? '' : `:${problem.line}:${problem.column ?? 1}`;
  return `${file}${position} ${problem.pointer}: ${problem.message}`;
}
