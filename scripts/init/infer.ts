import { join } from '../../spec/load/json.ts';
import type { AuthModel, Operation } from '../../spec/model.ts';
import { parseChallenges } from '../../suites/judging/challenges.ts';
import { structuredItems, type ToldLimit } from '../../suites/judging/limit-dialects.ts';
import type { Observation } from './probe.ts';

/** A guess with its reason, and where in the document it belongs. */
export interface Inference {
  readonly pointer: string;
  /** What is guessed, in words. */
  readonly guess: string;
  readonly reason: string;
  /** YAML that would say it, to be laid out as a comment. */
  readonly draft: readonly string[];
}

/** What the answers of a target and the names in its document suggest. Nothing of it is certain. */
export function infer(model: AuthModel, observations: readonly Observation[]): readonly Inference[] {
  return [
    ...observations.flatMap((one) => challengeOf(one)),
    ...unique(observations.flatMap((one) => errorBodyOf(one))),
    ...limitFields(observations),
    ...model.operations.flatMap((operation) => verbOf(model, operation)),
  ];
}

/** The same guess for the same place is told once, with its first reason. */
function unique(inferences: readonly Inference[]): readonly Inference[] {
  const first = new Map<string, Inference>();
  for (const one of inferences) {
    const key = `${one.pointer} ${one.guess}`;
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}

function place(operation: Operation, ...more: readonly string[]): string {
  return more.reduce(
    (pointer, part) => join(pointer, part),
    join('#/paths', operation.path, operation.method.toLowerCase()),
  );
}

function challengeOf({ request, status, headers }: Observation): readonly Inference[] {
  const { operation, scheme, purpose } = request;
  if (operation === undefined || scheme === undefined || purpose === 'the given credential') return [];
  const reason = (text: string) => `GET ${request.path} with ${purpose} ${text}`;
  const at = place(operation, 'responses', '401');
  if (status >= 200 && status < 300)
    return [
      {
        pointer: place(operation),
        guess: 'it takes no credential, although "security" asks for one',
        reason: reason(`was answered ${status}`),
        draft: ['security: []'],
      },
    ];
  if (status !== 401) return [];
  const lines = headers
    .filter(([name]) => name.toLowerCase() === 'www-authenticate')
    .map(([, value]) => value);
  if (lines.length === 0)
    return [
      {
        pointer: at,
        guess: 'a 401 has no challenge (RFC 9110 §15.5.2 asks for one)',
        reason: reason('was answered 401 without WWW-Authenticate'),
        draft: [],
      },
    ];
  const parsed = parseChallenges(lines);
  const schemes = 'challenges' in parsed ? parsed.challenges.map((one) => one.scheme) : [];
  return [
    {
      pointer: at,
      guess: `the challenge${schemes.length === 0 ? '' : ` is ${schemes.join(' and ')}`} (${purpose})`,
      reason: reason(`was answered 401 with WWW-Authenticate: ${lines.join(', ')}`),
      draft: [
        'headers:',
        '  WWW-Authenticate:',
        '    required: true',
        '    schema: { type: string }',
        '    examples:',
        `      ${purpose === 'no credential' ? 'no-credential' : 'bad-credential'}: { value: ${JSON.stringify(lines.join(', '))} }`,
      ],
    },
  ];
}

/** Names and types of the members, never their values. */
function errorBodyOf({ request, status, headers, body }: Observation): readonly Inference[] {
  if (status < 400 || status > 499) return [];
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'no content type';
  const shape = shapeOf(body);
  const pointer =
    request.operation === undefined ? '#/paths' : place(request.operation, 'responses', String(status));
  return [
    {
      pointer,
      guess: `an error is ${shape === undefined ? 'no JSON object' : `{${shape}}`} as ${type}`,
      reason: `GET ${request.path}${request.operation === undefined ? '' : ` with ${request.purpose}`} was answered ${status} with it`,
      draft: [],
    },
  ];
}

function shapeOf(body: string): string | undefined {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.entries(value)
      .slice(0, 12)
      .map(
        ([name, item]) => `${name}: ${Array.isArray(item) ? 'array' : item === null ? 'null' : typeof item}`,
      )
      .join(', ');
  } catch {
    return undefined;
  }
}

const plainFields: readonly (readonly [RegExp, string])[] = [
  [/^(?:x-)?rate-?limit-limit$/i, 'tier.limit'],
  [/^(?:x-)?rate-?limit-remaining$/i, 'tier.remaining'],
  [/^(?:x-)?rate-?limit-reset$/i, 'tier.resetIn'],
];

function limitFields(observations: readonly Observation[]): readonly Inference[] {
  const seen = new Map<string, Inference>();
  for (const { request, headers, status } of observations) {
    if (request.operation === undefined) continue;
    for (const [name, value] of headers) {
      const words = wordsFor(name, value);
      if (words === undefined || seen.has(name.toLowerCase())) continue;
      const told = words.tiers.flatMap(({ limit, windowSeconds, name: tier = 'requests' }) =>
        limit === undefined || windowSeconds === undefined
          ? []
          : [`  ${tier}: { limit: ${limit}, window: PT${windowSeconds}S, per: credential }`],
      );
      if (told.length > 0)
        seen.set(`tiers of ${name.toLowerCase()}`, {
          pointer: '#',
          guess: 'there are rate limits; whom they count is not told, credential is but the usual',
          reason: `GET ${request.path} with ${request.purpose} was answered ${status} with ${name}: ${value}`,
          draft: ['x-auth-tiers:', ...told],
        });
      seen.set(name.toLowerCase(), {
        pointer: place(request.operation, 'responses', String(status)),
        guess: `${name} tells ${words.tells}`,
        reason: `GET ${request.path} with ${request.purpose} was answered ${status} with ${name}: ${value}`,
        draft: ['headers:', `  ${name}:`, `    x-auth-field: ${words.field}`, `    schema: ${words.schema}`],
      });
    }
  }
  return [...seen.values()];
}

interface FieldWords {
  readonly tells: string;
  readonly field: string;
  readonly schema: string;
  readonly tiers: readonly ToldLimit[];
}

function wordsFor(name: string, value: string): FieldWords | undefined {
  const plain = plainFields.find(([pattern]) => pattern.test(name));
  if (plain !== undefined) {
    const isInstant = plain[1] === 'tier.resetIn' && Number(value) > 1_000_000_000;
    const field = isInstant ? 'tier.resetAt' : plain[1];
    return {
      field,
      tells: `${field} of a rate limit${isInstant ? ' as an instant in Unix time' : ''}`,
      schema: '{ type: integer }',
      tiers: [],
    };
  }
  const dialects = {
    ratelimit: ['ratelimit', 'ratelimit-07'],
    'ratelimit-policy': ['ratelimit-policy', 'ratelimit-policy-07'],
  };
  const known = Object.entries(dialects).find(([field]) => field === name.toLowerCase())?.[1];
  const dialect = known?.find((one) => structuredItems(value, one) !== undefined);
  if (dialect === undefined) return undefined;
  return {
    tells: `rate limits in the dialect ${dialect}`,
    field: 'tiers',
    schema: `{ type: string, format: ${dialect} }`,
    tiers: structuredItems(value, dialect) ?? [],
  };
}

const verbs: readonly (readonly [RegExp, Readonly<Record<string, string>>])[] = [
  [/\/(?:log-?in|sign-?in|auth(?:enticate)?|sessions?)$/i, { POST: 'login', DELETE: 'logout' }],
  [/\/(?:log-?out|sign-?out)$/i, { POST: 'logout', DELETE: 'logout' }],
  [/\/(?:refresh|token\/refresh)$/i, { POST: 'refresh' }],
  [/\/(?:rotate|renew|roll)$/i, { POST: 'rotate' }],
  [/\/(?:revoke)$/i, { POST: 'revoke' }],
  [/\/[a-z0-9_-]*(?:tokens|keys|api-?keys|credentials|secrets)$/i, { POST: 'issue', GET: 'list' }],
  [
    /\/[a-z0-9_-]*(?:tokens|keys|api-?keys|credentials|secrets)\/\{[^/]+\}$/i,
    { GET: 'read', PATCH: 'update', PUT: 'update', DELETE: 'revoke' },
  ],
  [/\/(?:oauth2?\/)?token$/i, { POST: 'login' }],
];

function verbOf(model: AuthModel, operation: Operation): readonly Inference[] {
  if (operation.verbDeclared) return [];
  const found = verbs.find(
    ([pattern, byMethod]) => pattern.test(operation.path) && byMethod[operation.method] !== undefined,
  );
  const verb = found?.[1][operation.method];
  const [kind] = model.credentials.keys();
  if (verb === undefined || kind === undefined) return [];
  return [
    {
      pointer: place(operation),
      guess: `this is the ${verb} of a credential`,
      reason: `method and path are ${operation.key}`,
      draft: [`x-auth-operation: { ${verb}: ${kind} }`],
    },
  ];
}
