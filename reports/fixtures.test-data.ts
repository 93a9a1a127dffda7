import { answer, everyKindOfEvent, exchange, history } from '../spec/history.test-data.ts';
import type { HistoryEvent } from '../spec/history.ts';
import type { AuthModel, Basis, HttpMethod, MatrixCell, MatrixRow, Operation } from '../spec/model.ts';
import type { Level, Outcome, RuleResult, Verdict } from '../spec/outcome.ts';
import { outcomesWorstFirst, worst } from '../spec/outcome.ts';
import type { ReportInput, RunResult } from '../spec/run.ts';

/** A made-up library's API and a run on it, small enough to read and with something of everything. */

const roles = ['Librarian', 'Archivist', 'Volunteer'] as const;

export function verdict(outcome: Outcome, change: Partial<Verdict> = {}): Verdict {
  return {
    rule: 'token-revoked-refused',
    level: 'MUST',
    case: 'after revocation',
    outcome,
    expected: '401',
    observed: outcome === 'pass' ? '401' : '200',
    evidence: [],
    grounds: [{ statement: 'LB-7', basis: 'stated' }],
    cites: ['LB-7', 'RFC 6750 §3.1'],
    ...change,
  };
}

export function rule(id: string, verdicts: readonly Verdict[], change: Partial<RuleResult> = {}): RuleResult {
  const level: Level = change.level ?? 'MUST';
  return {
    rule: id,
    title: `Title of ${id}`,
    level,
    family: 'lifecycle',
    statements: ['LB-7'],
    sources: ['RFC 6750 §3.1'],
    outcome: worst(verdicts.map((each) => each.outcome)),
    verdicts: verdicts.map((each) => ({ ...each, rule: id, level })),
    ...change,
  };
}

const cell = (allowed: boolean, basis: Basis = 'stated'): MatrixCell => ({
  allowed,
  basis,
  citations: [{ statement: basis === 'assumed' ? 'A-MATRIX' : 'LB-4', basis }],
});

function matrixRow(path: string, methods: Readonly<Partial<Record<HttpMethod, string>>>): MatrixRow {
  const cells = roles.map((role, index) => {
    const byMethod = Object.entries(methods).map(([method, marks]) => {
      const mark = marks.charAt(index);
      return [
        method as HttpMethod,
        cell(mark.toLowerCase() === 'a', mark === mark.toUpperCase() ? 'stated' : 'assumed'),
      ] as const;
    });
    return [role, new Map(byMethod)] as const;
  });
  return { path, scheme: 'bearer', cells: new Map(cells), sequence: undefined, facts: {} };
}

const limitHeader = (attribute: string, at: string) =>
  ({ attribute, in: 'header', at, schema: {}, readOnly: false, required: false, facts: {} }) as const;

const booksOperation: Operation = {
  key: 'GET /books',
  method: 'GET',
  path: '/books',
  console: false,
  object: '/books',
  objectKind: 'record',
  verb: 'list',
  verbDeclared: false,
  set: {},
  security: [],
  relation: {},
  tiers: [],
  parameters: [],
  body: undefined,
  request: [],
  responses: new Map([
    [
      200,
      {
        status: 200,
        description: '',
        mediaType: 'application/json',
        schema: undefined,
        example: undefined,
        examples: {},
        headers: [],
        places: [limitHeader('tier.remaining', 'X-Left'), limitHeader('tier.limit', 'X-Limit')],
        facts: {},
      },
    ],
  ]),
  success: 200,
  refusals: new Map(),
  facts: {},
};

export const model: AuthModel = {
  name: 'library',
  title: 'Library API',
  source: 'library.yaml',
  cites: true,
  document: { openapi: '3.1.0', info: { title: 'Library API', version: '1' }, paths: {} },
  credentials: new Map(),
  schemes: new Map(),
  operations: [
    booksOperation,
    { ...booksOperation, key: 'POST /books', method: 'POST', responses: new Map() },
    { ...booksOperation, key: 'GET /loans', path: '/loans', responses: new Map() },
    {
      ...booksOperation,
      key: 'DELETE /loans/{id}',
      method: 'DELETE',
      path: '/loans/{id}',
      responses: new Map(),
    },
  ],
  tiers: [],
  // Capital: stated, small: assumed. A: allowed, D: denied.
  matrix: [
    matrixRow('/books', { GET: 'AAa', POST: 'ADd' }),
    matrixRow('/loans', { GET: 'AAA', DELETE: 'ADD' }),
  ],
  fixtures: {
    tenants: [],
    groups: [],
    users: new Map(),
    credentials: [],
    records: new Map(),
    facts: {},
  },
  departures: new Map(),
  facts: {},
};

/** A run with the given rules; counts and conclusion follow from them. */
export function runOf(rules: readonly RuleResult[], change: Partial<RunResult> = {}): RunResult {
  const counts = Object.fromEntries(outcomesWorstFirst.map((outcome) => [outcome, 0])) as Record<
    Outcome,
    number
  >;
  for (const each of rules.flatMap((result) => result.verdicts)) counts[each.outcome] += 1;
  return {
    tool: { name: 'authproof', version: '0.1.0' },
    spec: { name: 'library', title: 'Library API' },
    target: { baseUrl: 'https://library.example/v1', embedded: false },
    startedAt: '2026-01-05T09:00:00.000Z',
    durationMs: 2345,
    strict: false,
    conclusion: counts.fail > 0 ? 'non-conformant' : 'conformant',
    counts,
    rules,
    experiments: [
      {
        id: 'matrix-sweep',
        purpose: 'Tries every role on every operation',
        state: 'finished',
        message: '',
        requests: 7,
        durationMs: 70,
      },
    ],
    requests: 7,
    history: history(everyKindOfEvent),
    ...change,
  };
}

/** Markup, quotes, control characters and a bidirectional override, as a hostile target would send them. */
export const hostile = `</script><script>alert(1)</script><img src=x onerror=alert(2)> "q" 'a' & \u0007\u001b[31mred \u202ereversed | pipe \` tick ]]> ]]>`;

/** A run with something of everything: each outcome, matrix cells, limit headers, hostile text. */
export function sampleInput(): ReportInput {
  const limited = Array.from({ length: 12 }, (_, index) =>
    exchange(100 + index, {
      experiment: 'exhaust',
      response: answer(index < 10 ? 200 : 429, '{}', [
        ['x-left', String(Math.max(0, 9 - index))],
        ['X-Limit', '10'],
      ]),
    }),
  );
  const events: HistoryEvent[] = [
    ...everyKindOfEvent,
    exchange(40, { role: 'control', case: 'Librarian' }),
    exchange(42, { control: 40, response: answer(200, hostile, [['X-Evil', hostile]]) }),
    exchange(43, { response: answer(403, '{"error":"forbidden"}') }),
    ...limited,
  ];
  const rules = [
    rule('token-revoked-refused', [
      verdict('fail', { evidence: [40, 42], observed: hostile, case: 'on a fresh connection' }),
      verdict('pass', { evidence: [43], case: 'at once' }),
    ]),
    rule(
      'authz-matrix-deny',
      [
        verdict('pass', {
          case: 'Archivist × POST /books',
          expected: '403',
          observed: '403',
          evidence: [43],
        }),
        verdict('fail', {
          case: 'Archivist × DELETE /loans/{id}',
          expected: '403',
          observed: '204',
          evidence: [42],
        }),
        verdict('warn', {
          case: 'Volunteer × POST /books',
          expected: '403',
          observed: '201',
          grounds: [{ statement: 'A-MATRIX', basis: 'assumed' }],
        }),
        verdict('untestable', {
          case: 'Volunteer × DELETE /loans/{id}',
          observed: 'no credential of this role',
        }),
      ],
      { family: 'authorization', title: 'A role without the right is refused' },
    ),
    rule(
      'authz-matrix-allow',
      [
        verdict('pass', { case: 'Librarian × GET /books', expected: '2xx', observed: '200', evidence: [40] }),
        verdict('pass', { case: 'Archivist × GET /books', expected: '2xx', observed: '200', evidence: [5] }),
      ],
      { family: 'authorization' },
    ),
    rule('limit-exact', [verdict('error', { observed: 'connection reset', evidence: [6] })], {
      family: 'limits',
    }),
    rule('challenge-realm-present', [verdict('info', { observed: 'no realm' })], {
      level: 'MAY',
      family: 'challenge',
    }),
    rule('jwt-alg-none-refused', [verdict('not-applicable', { observed: 'no JWT' })], { family: 'jwt' }),
  ];
  return { run: runOf(rules, { history: history(events) }), model };
}
