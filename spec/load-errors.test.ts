import { describe, expect, it } from 'vitest';
import { SpecError } from './errors.ts';
import { small } from './load/small-documents.test-data.ts';
import { loadFile, loadText } from './load.ts';

interface Case {
  readonly what: string;
  readonly replace: readonly [string, string];
  readonly pointer: string;
  /** Where the pointed text stands: found in the broken document. */
  readonly at: string;
  readonly message: RegExp;
}

const cases: readonly Case[] = [
  {
    what: 'an unknown key',
    replace: ['x-auth-operation: {login', 'x-auth-operatoin: {login'],
    pointer: '#/paths/~1sessions/post/x-auth-operatoin',
    at: 'x-auth-operatoin',
    message: /Unknown key "x-auth-operatoin"\. Did you mean "x-auth-operation"\?/,
  },
  {
    what: 'a key where it says nothing',
    replace: ['x-auth-refusal: [wrong-login]', 'x-auth-tiers: {}'],
    pointer: '#/paths/~1sessions/post/responses/401/x-auth-tiers',
    at: 'x-auth-tiers: {}}',
    message: /says nothing on a Response; it stands on the document, an Operation, a Security Scheme/,
  },
  {
    what: 'an unknown member',
    replace: ['lifetime: PT1H', 'lifetme: PT1H'],
    pointer: '#/components/securitySchemes/token/x-auth-credential/lifetme',
    at: 'lifetme',
    message: /Unknown member "lifetme"\. Did you mean "lifetime"\?/,
  },
  {
    what: 'a member of an earlier draft',
    replace: ['ends: {within: PT5S}', 'endsWithin: PT5S'],
    pointer: '#/components/securitySchemes/token/x-auth-credential/endsWithin',
    at: 'endsWithin',
    message: /Write "ends: \{within: …\}"/,
  },
  {
    what: 'an unknown cause',
    replace: ['[wrong-login]', '[wrong-logn]'],
    pointer: '#/paths/~1sessions/post/responses/401/x-auth-refusal/0',
    at: 'wrong-logn',
    message: /Unknown value "wrong-logn"\. Did you mean "wrong-login"\?/,
  },
  {
    what: 'a duration in months',
    replace: ['window: PT1M', 'window: P1M'],
    pointer: '#/components/securitySchemes/token/x-auth-tiers/burst/window',
    at: 'window',
    message: /Cannot be "P1M"\. Expected an ISO 8601 duration/,
  },
  {
    what: 'a token bucket that cannot be counted exactly',
    replace: ['{limit: 10, window: PT1M,', '{limit: 1000000, window: P365D, algorithm: token-bucket,'],
    pointer: '#/components/securitySchemes/token/x-auth-tiers/burst/limit',
    at: 'limit: 1000000',
    message: /1000000 in P365D is too large to be counted exactly/,
  },
  {
    what: 'a bound before its start',
    replace: ['{after: PT5M, within: PT6M}', '{after: PT5M, within: PT4M}'],
    pointer: '#/components/securitySchemes/token/x-auth-credential/idle',
    at: 'idle',
    message: /"within" is shorter than "after"/,
  },
  {
    what: 'a departure without reason',
    replace: ['because: Old clients., ', ''],
    pointer: '#/x-auth-departures/bearer-scheme-required',
    at: 'bearer-scheme-required',
    message: /Lacks "because"/,
  },
  {
    what: 'mixed grades',
    replace: ['x-auth-source: SM-06', 'x-auth-source: [SM-06, SM-07 open]'],
    pointer: '#/paths/~1tokens/post/x-auth-source',
    at: 'x-auth-source: [SM-06',
    message: /mixes stated and open/,
  },
  {
    what: 'a citation that is none',
    replace: ['x-auth-source: SM-06', 'x-auth-source: SM-06 maybe'],
    pointer: '#/paths/~1tokens/post/x-auth-source',
    at: 'x-auth-source: SM-06 maybe',
    message: /Expected a statement id/,
  },
  {
    what: 'an unknown object of a field',
    replace: ['x-auth-field: token.secret', 'x-auth-field: tokn.secret'],
    pointer: '#/components/schemas/NewToken/allOf/1/properties/value/x-auth-field',
    at: 'x-auth-field: tokn',
    message: /There is no object "tokn"\. Did you mean "token"\?/,
  },
  {
    what: 'an unknown attribute',
    replace: ['x-auth-field: user.email', 'x-auth-field: user.mail'],
    pointer:
      '#/paths/~1sessions/post/requestBody/content/application~1json/schema/oneOf/0/properties/mail/x-auth-field',
    at: 'x-auth-field: user.mail',
    message: /"user" has no attribute "mail"\. Did you mean "email"\?/,
  },
  {
    what: 'an unknown object of an operation',
    replace: ['{issue: token}', '{issue: tokens}'],
    pointer: '#/paths/~1tokens/post/x-auth-operation/issue',
    at: 'issue: tokens',
    message: /There is no object "tokens"\. Did you mean "token"\?/,
  },
  {
    what: 'a verb that does not suit',
    replace: ['{issue: token}', '{issue: user}'],
    pointer: '#/paths/~1tokens/post/x-auth-operation/issue',
    at: 'issue: user',
    message: /"issue" cannot be done to user/,
  },
  {
    what: 'two verbs',
    replace: ['{issue: token}', '{issue: token, list: token}'],
    pointer: '#/paths/~1tokens/post/x-auth-operation',
    at: 'x-auth-operation: {issue',
    message: /has one verb, this one has 2/,
  },
  {
    what: 'an unknown scheme in security',
    replace: ['[{person: [chief]}]', '[{persn: [chief]}]'],
    pointer: '#/paths/~1tokens/post/security/0/persn',
    at: 'persn',
    message: /no security scheme "persn"\. Did you mean "person"\?/,
  },
  {
    what: 'an unresolvable reference',
    replace: [
      "requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Token'}",
      "requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Tokn'}",
    ],
    pointer: '#/paths/~1tokens/post/requestBody/content/application~1json/schema/$ref',
    at: "$ref: '#/components/schemas/Tokn'",
    message: /Cannot resolve .* there is no "Tokn"/,
  },
  {
    what: 'a reference to another file',
    replace: ["items: {$ref: '#/components/schemas/Right'}", "items: {$ref: 'roles.yaml#/Right'}"],
    pointer: '#/components/schemas/Token/properties/rights/items/$ref',
    at: "$ref: 'roles",
    message: /only references inside the document .* Make one file of it first/,
  },
  {
    what: 'a circular reference',
    replace: [
      'by: {type: string, x-auth-field: record.owner}',
      "by: {$ref: '#/components/schemas/Note'}, of: {type: string, x-auth-field: record.owner}",
    ],
    pointer: '#/components/schemas/Note/properties/by/$ref',
    at: "$ref: '#/components/schemas/Note'}, of",
    message: /Circular reference: "#\/components\/schemas\/Note" contains itself/,
  },
  {
    what: 'an unknown tenant in the fixtures',
    replace: ['rita: {tenant: east', 'rita: {tenant: eats'],
    pointer: '#/x-auth-fixtures/users/rita/tenant',
    at: 'tenant: eats',
    message: /no tenant "eats" in the fixtures\. Did you mean "east"\?/,
  },
  {
    what: 'a fixture of an unknown credential',
    replace: ['[{token: first,', '[{tokn: first,'],
    pointer: '#/x-auth-fixtures/credentials/0/tokn',
    at: 'tokn: first',
    message: /no credential "tokn"/,
  },
  {
    what: 'an unknown OpenAPI key',
    replace: ['  /notes/{id}:\n    parameters', '  /notes/{id}:\n    paramters'],
    pointer: '#/paths/~1notes~1{id}/paramters',
    at: 'paramters',
    message: /Unknown key "paramters" in a Path Item\. Did you mean "parameters"\?/,
  },
  {
    what: 'a response without description',
    replace: ["'204': {description: Gone}", "'204': {}"],
    pointer: '#/paths/~1notes~1{id}/delete/responses/204',
    at: "'204'",
    message: /Lacks "description"/,
  },
  {
    what: 'a keyword of the wrong type',
    replace: ['minLength: 40', 'minLength: forty'],
    pointer: '#/components/schemas/NewToken/allOf/1/properties/value/minLength',
    at: 'minLength',
    message: /Not a valid JSON Schema/,
  },
  {
    what: 'another version',
    replace: ['openapi: 3.1.0', 'openapi: 4.0.0'],
    pointer: '#/openapi',
    at: 'openapi: 4.0.0',
    message: /must be 3\.0\.x or 3\.1\.x, it is "4\.0\.0"/,
  },
  {
    what: 'a Swagger 2.0 document',
    replace: ['openapi: 3.1.0', "swagger: '2.0'"],
    pointer: '#/swagger',
    at: 'swagger',
    message: /A Swagger 2\.0 document: only OpenAPI 3\.0 and 3\.1 are read\. Convert it first/,
  },
  {
    what: 'a second carrier that lives on its own',
    replace: ['{rights: owner}}', '{of: token, lifetime: PT1H, value: "{secret}:"}}'],
    pointer: '#/components/securitySchemes/person/x-auth-credential/lifetime',
    at: 'lifetime: PT1H, value',
    message: /belongs to "token"/,
  },
  {
    what: 'a Basic secret of unknown place',
    replace: ['{rights: owner}}', '{rights: own}}'],
    pointer: '#/components/securitySchemes/person/x-auth-credential',
    at: 'x-auth-credential: {rights: own}',
    message: /needs "value"/,
  },
  {
    what: 'a key that is no key',
    replace: ['x-auth-departures:', '__proto__: {a: 1}\nx-auth-departures:'],
    pointer: '#/__proto__',
    at: '__proto__',
    message: /cannot be called "__proto__"/,
  },
  {
    what: 'a window of zero',
    replace: ['window: PT1M', 'window: PT0S'],
    pointer: '#/components/securitySchemes/token/x-auth-tiers/burst/window',
    at: 'window',
    message: /Cannot be "PT0S"\. Expected a duration longer than zero/,
  },
  {
    what: 'a life of zero',
    replace: ['lifetime: PT1H', 'lifetime: PT0H'],
    pointer: '#/components/securitySchemes/token/x-auth-credential/lifetime',
    at: 'lifetime',
    message: /Must be longer than zero/,
  },
  {
    what: 'a token that nobody can sign',
    replace: ['const: HS256', 'const: none'],
    pointer: '#/components/schemas/Renewal/contentSchema/prefixItems/0/properties/alg',
    at: 'alg',
    message: /Nothing signs with "none"/,
  },
  {
    what: 'two records of one id',
    replace: [
      '  credentials: [{token: first',
      '  records: {/notes: [{id: n}, {id: n}]}\n  credentials: [{token: first',
    ],
    pointer: '#/x-auth-fixtures/records/~1notes/1/id',
    at: 'id: n}]',
    message: /Two records of \/notes have the id "n"/,
  },
  {
    what: 'two users of one address',
    replace: ['login: []}', 'login: [], email: RITA@east.example}'],
    pointer: '#/x-auth-fixtures/users/both/email',
    at: 'email: RITA',
    message: /"rita" and "both" have the same e-mail address/,
  },
  {
    what: 'a pattern that is none',
    replace: ['minLength: 40', "pattern: '(('"],
    pointer: '#/components/schemas/NewToken/allOf/1/properties/value/pattern',
    at: 'pattern',
    message: /Not a regular expression/,
  },
];

describe('what a document may not say', () => {
  it.each(cases)('$what', ({ replace, pointer, at, message }) => {
    const text = small.replace(replace[0], replace[1]);
    expect(text).not.toBe(small);
    const [problem, ...others] = problemsOf(text);
    expect(others).toEqual([]);
    expect(problem?.pointer).toBe(pointer);
    expect(problem?.message).toMatch(message);
    const before = text.slice(0, text.indexOf(at)).split('\n');
    expect([problem?.line, problem?.column]).toEqual([before.length, (before.at(-1)?.length ?? 0) + 1]);
  });

  it('tells all problems of a kind at once, with file, line and pointer', () => {
    const text = small.replace('[wrong-login]', '[wrong-logn]').replace('lifetime: PT1H', 'lifetme: PT1H');
    expect(problemsOf(text)).toHaveLength(2);
    expect(() => loadText(text, 'docs/small.yaml')).toThrow(
      /^docs\/small\.yaml:12:\d+ #\/components\/securitySchemes\/token\/x-auth-credential\/lifetme: Unknown member/,
    );
  });

  it('is told where the text stops being YAML', () => {
    expect(problemsOf('openapi: 3.1.0\ninfo: {title: A, version: [}\n')[0]).toMatchObject({
      line: 2,
      message: expect.stringContaining('Not valid YAML'),
    });
    expect(problemsOf('a: 1\na: 2\n')[0]).toMatchObject({
      line: 2,
      message: expect.stringContaining('unique'),
    });
    expect(problemsOf('a: *nowhere\n')[0]?.message).toMatch(/nowhere/);
  });

  it.each(['', 'just text', '[1, 2]', 'null'])('is not %j', (text) => {
    expect(problemsOf(text)[0]?.message).toMatch(/Not an OpenAPI document/);
  });

  it('neither hangs nor crashes on anchors that contain themselves or multiply', () => {
    expect(problemsOf('a: &a [*a]\n')[0]?.message).toMatch(/anchor/i);
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 9; level++)
      bomb.push(
        `a${level}: &a${level} [${Array(10)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
      );
    expect(problemsOf(bomb.join('\n'))[0]?.message).toMatch(/alias/i);
  });

  it('is told when the file cannot be read', () => {
    expect(() => loadFile('/nowhere/none.yaml')).toThrow(
      '/nowhere/none.yaml #: Cannot read the file (ENOENT).',
    );
  });

  it('does not take a header, property or example of such a name for a key', () => {
    const text = small
      .replace('by: {type: string', 'x-auth-note: {type: string}, by: {type: string')
      .replace('example: {code: unauthorized}', 'example: {x-auth-code: unauthorized}');
    expect(loadText(text, 's.yaml').title).toBe('Small');
  });
});

function problemsOf(text: string): SpecError['problems'] {
  try {
    loadText(text, 'small.yaml');
  } catch (error) {
    if (error instanceof SpecError) return error.problems;
    throw error;
  }
  throw new Error('The document loads.');
}
