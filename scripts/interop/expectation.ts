import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import type { Outcome } from '../../spec/outcome.ts';
import type { RunResult } from '../../spec/run.ts';

/** Outcomes that have to be explained; all others say that nothing is amiss. */
const findings = ['fail', 'warn', 'untestable', 'error'] as const satisfies readonly Outcome[];
export type FindingOutcome = (typeof findings)[number];

/** What is known to be found on a server, and why that is true. */
export interface Expected {
  readonly rule: string;
  readonly outcome: FindingOutcome;
  /** Exactly these, or every case of the rule that has the outcome. */
  readonly cases: 'all' | readonly string[];
  /** Not in every run: `because` says what it depends on. */
  readonly sometimes?: boolean;
  /** Configurations of the server; default: each. */
  readonly in?: readonly string[];
  /** The fact about the server. */
  readonly because: string;
  /** Where the server's own documentation or code says so. */
  readonly source: string;
}

const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', minItems: 1, uniqueItems: true, items: text };
const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['findings'],
  properties: {
    findings: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['rule', 'outcome', 'cases', 'because', 'source'],
        properties: {
          rule: text,
          outcome: { enum: findings },
          cases: { anyOf: [{ const: 'all' }, texts] },
          in: texts,
          sometimes: { type: 'boolean' },
          because: text,
          source: text,
        },
      },
    },
  },
};

/** @throws Error if the file does not fit */
export function readExpected(file: string): readonly Expected[] {
  const value: unknown = parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv2020();
  const validate = ajv.compile<{ readonly findings: readonly Expected[] }>(schema);
  if (!validate(value)) throw new Error(`${file} ${ajv.errorsText(validate.errors, { dataVar: '#' })}`);
  return value.findings;
}

export interface Finding {
  readonly rule: string;
  readonly case: string;
  readonly outcome: FindingOutcome;
  readonly observed: string;
}

/** Every verdict that has to be explained; what the target file excuses is explained there. */
export function findingsOf(run: RunResult): readonly Finding[] {
  return run.rules.flatMap(({ verdicts }) =>
    verdicts.flatMap(({ rule, case: ofCase, outcome, observed, excused }) =>
      isFinding(outcome) && excused === undefined ? [{ rule, case: ofCase, outcome, observed }] : [],
    ),
  );
}

/** Is the finding one of those that the entry names? */
export function covers(entry: Expected, { rule, outcome, case: ofCase }: Finding): boolean {
  return (
    entry.rule === rule &&
    entry.outcome === outcome &&
    (entry.cases === 'all' || entry.cases.includes(ofCase))
  );
}

/**
 * What does not fit, in both directions: found and not known, known and not found; experiments that broke; and what the
 * target file says without need.
 */
export function deviations(
  run: RunResult,
  configuration: string,
  expected: readonly Expected[],
): readonly string[] {
  const known = expected.filter((entry) => entry.in === undefined || entry.in.includes(configuration));
  const found = findingsOf(run);
  return [
    ...found
      .filter((finding) => !known.some((entry) => covers(entry, finding)))
      .map(({ rule, case: ofCase, outcome, observed }) => `new: ${outcome} ${rule} [${ofCase}]: ${observed}`),
    ...known.flatMap((entry) => {
      if (entry.sometimes === true) return [];
      const ofEntry = found.filter((finding) => covers(entry, finding));
      if (entry.cases === 'all') return ofEntry.length > 0 ? [] : [`gone: ${entry.outcome} ${entry.rule}`];
      return entry.cases
        .filter((one) => !ofEntry.some((finding) => finding.case === one))
        .map((one) => `gone: ${entry.outcome} ${entry.rule} [${one}]`);
    }),
    ...run.experiments
      .filter(({ state }) => state === 'broke')
      .map(({ id, message }) => `the experiment ${id} broke: ${message}`),
    ...(run.warnings ?? []).map((warning) => `target file: ${warning}`),
  ];
}

function isFinding(outcome: Outcome): outcome is FindingOutcome {
  return findings.some((one) => one === outcome);
}
