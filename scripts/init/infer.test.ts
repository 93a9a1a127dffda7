import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { lint } from '../../spec/lint.ts';
import { loadText } from '../../spec/load.ts';
import { annotate } from './annotate.ts';
import { infer } from './infer.ts';
import { type Observation, planProbe } from './probe.ts';

const text = JSON.stringify({
  openapi: '3.0.3',
  info: { title: 'Probe', version: '1' },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'api_key' } } },
  security: [{ key: [] }],
  paths: {
    '/rakes': { get: { responses: { 200: { description: 'Yes', content: {} } } } },
    '/rakes/{id}': { get: { responses: { 200: { description: 'Yes' } } } },
    '/login': { post: { security: [], responses: { 200: { description: 'Yes' } } } },
    '/api-keys': { get: { responses: { 200: { description: 'Yes' } } } },
    '/api-keys/{id}': { delete: { responses: { 204: { description: 'Yes' } } } },
  },
});
const model = loadText(text, 'probe.json');
const planned = planProbe(model, [{ name: 'KEY', kind: 'key', secret: 'top', state: 'active' }]);

function answered(status: number, headers: Observation['headers'], body = ''): Observation {
  return { request: planned[0]!, status, headers, body };
}

test('a probe reads only, three times per scheme and once beside', () => {
  expect(planned.map(({ method, path, purpose, search }) => [method, path, purpose, search])).toEqual([
    ['GET', '/rakes', 'no credential', ''],
    ['GET', '/rakes', 'a made-up credential', 'api_key=authproof-made-up%3Acredential'],
    ['GET', '/rakes', 'the given credential', 'api_key=top'],
    ['GET', '/authproof-no-such-path', 'an unknown path', ''],
  ]);
});

test.each([
  [401, ['WWW-Authenticate', 'ApiKey realm="rakes"'], 'the challenge is ApiKey (no credential)'],
  [401, ['Date', 'now'], 'a 401 has no challenge (RFC 9110 §15.5.2 asks for one)'],
  [200, ['Date', 'now'], 'it takes no credential, although "security" asks for one'],
  [200, ['X-RateLimit-Limit', '100'], 'X-RateLimit-Limit tells tier.limit of a rate limit'],
  [
    200,
    ['X-RateLimit-Reset', '1893456000'],
    'X-RateLimit-Reset tells tier.resetAt of a rate limit as an instant in Unix time',
  ],
  [200, ['RateLimit', '"hour";r=9;t=60'], 'RateLimit tells rate limits in the dialect ratelimit'],
  [
    200,
    ['RateLimit', 'limit=10, remaining=9, reset=60'],
    'RateLimit tells rate limits in the dialect ratelimit-07',
  ],
] as const)('from %i with %j follows: %s', (status, [name, value], guess) => {
  const guesses = infer(model, [answered(status, [[name, value]])]).map((one) => one.guess);
  expect(guesses).toContain(guess);
});

test('the shape of an error is told, and no value of it', () => {
  const [found] = infer(model, [
    answered(403, [['content-type', 'application/problem+json']], '{"title":"for eyes only","status":403}'),
  ]);
  expect(found?.guess).toBe('an error is {title: string, status: number} as application/problem+json');
});

test('paths that sound like credentials get verbs', () => {
  expect(infer(model, []).map(({ draft }) => draft[0])).toEqual([
    'x-auth-operation: { login: key }',
    'x-auth-operation: { list: key }',
    'x-auth-operation: { revoke: key }',
  ]);
});

test('the copy means what the document means, with every guess and its reason as a comment', () => {
  const inferences = infer(model, [
    answered(200, [
      ['RateLimit-Policy', '"hour";q=10;w=3600'],
      ['WWW-Authenticate', 'x\u2028openapi: 4.0.0'],
    ]),
    answered(401, [['WWW-Authenticate', 'Bearer\u0085paths: {}']]),
  ]);
  const copy = annotate(text, inferences);
  expect(parse(copy)).toEqual(JSON.parse(text));
  expect(lint(loadText(copy, 'copy.yaml')).filter(({ severity }) => severity === 'error')).toEqual([]);
  for (const { guess } of inferences) expect(copy).toContain(guess);
  expect(copy).toContain('#     hour: { limit: 10, window: PT3600S, per: credential }');
  expect(copy.match(/ because /g)?.length).toBe(inferences.length);
});

test('what is commented out is good when it is taken for true', () => {
  const copy = annotate(text, infer(model, []));
  const taken = copy.replaceAll(/^( *)# {3}(x-auth-operation: .*)$/gm, '$1$2');
  expect(taken).not.toBe(copy);
  expect(loadText(taken, 'taken.yaml').operations.filter(({ verbDeclared }) => verbDeclared)).toHaveLength(3);
});
