import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../../../spec/history.ts';
import {
  type ExchangeSketch,
  exchange,
  findingsOf,
  history,
  note,
  tinyModel,
} from '../../judging/history.test-data.ts';
import { judge } from '../../judging/judge.ts';
import { jwtAlgConfusion } from './jwt-alg-confusion.ts';
import { jwtAudIss } from './jwt-aud-iss.ts';
import { jwtCrit } from './jwt-crit.ts';
import { jwtDuplicateClaims } from './jwt-duplicate-claims.ts';
import { jwtExpMalformed } from './jwt-exp-malformed.ts';
import { jwtNbfEnforced } from './jwt-nbf-enforced.ts';
import { jwtSubValid } from './jwt-sub-valid.ts';

/** Signed passes by a published key; the removal of a reader ends them, or not. */
const signed = (endedBy: string) =>
  tinyModel(`
openapi: 3.1.0
info: {title: Library, version: '1'}
servers: [{url: http://library.example}]
components:
  securitySchemes:
    jwt: {type: http, scheme: bearer, x-auth-credential: {rights: owner, lifetime: PT1H, endedBy: [${endedBy}]}}
  schemas:
    Pass:
      type: string
      x-auth-field: jwt.secret
      contentMediaType: application/jwt
      contentSchema:
        type: array
        prefixItems:
          - {type: object, properties: {alg: {const: ES256}}}
          - type: object
            required: [aud, sub, exp]
            properties:
              aud: {const: library}
              sub: {type: string, x-auth-field: user.id}
              exp: {type: integer, x-auth-field: jwt.expiresAt}
paths:
  /keys:
    get:
      security: []
      responses:
        '200': {description: Keys, content: {application/json: {schema: {type: object, properties: {keys: {type: array, x-auth-field: jwt.publicKeys}}}}}}
  /login:
    post:
      x-auth-operation: {login: jwt}
      security: []
      requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {email: {type: string, x-auth-field: user.email}, password: {type: string, x-auth-field: user.password}}}}}}
      responses: {'200': {description: In, content: {application/json: {schema: {$ref: '#/components/schemas/Pass'}}}}}
  /books:
    get:
      security: [{jwt: []}]
      responses: {'200': {description: Books}, '401': {description: No}}
x-auth-fixtures: {tenants: [north], users: {lena: {tenant: north, roles: []}}}
`);
const model = signed('user-removal');

const by = (step: string, sketch: ExchangeSketch = {}): ExchangeSketch => ({
  experiment: 'signed-jwts',
  step,
  presented: [{ scheme: 'jwt', form: step }],
  detail: { kind: 'jwt' },
  ...sketch,
});
const control = exchange(1, by('re-signed', { role: 'control' }));
const probed = (step: string, status: number, sketch: ExchangeSketch = {}): readonly HistoryEvent[] => [
  { ...control, experiment: sketch.experiment ?? 'signed-jwts' },
  exchange(2, by(step, { control: 1, status, ...sketch })),
];
const verdictsOf = (rule: typeof jwtCrit, events: readonly HistoryEvent[], of = model) =>
  findingsOf(rule, of, ...events).map(({ verdict }) => verdict);

const cases = [
  [jwtCrit, 'crit', {}],
  [jwtExpMalformed, 'exp-malformed', { case: 'exp missing' }],
  [jwtNbfEnforced, 'nbf-future', {}],
  [jwtAudIss, 'aud-iss', {}],
  [jwtSubValid, 'sub-unknown', {}],
  [jwtSubValid, 'removed', { experiment: 'signed-for-removed' }],
  [jwtDuplicateClaims, 'duplicates', {}],
  [jwtAlgConfusion, 'confused', { experiment: 'key-confusion' }],
] as const;

describe.each(cases.map(([rule, step, sketch]) => [rule.id, step, rule, sketch] as const))(
  '%s, %s',
  (_, step, rule, sketch) => {
    test('holds if refused, is violated if accepted or broken by it', () => {
      expect(rule.applies(model)).toBe(true);
      expect(verdictsOf(rule, probed(step, 401, sketch))).toEqual(['holds']);
      expect(verdictsOf(rule, probed(step, 200, sketch))).toEqual(['violated']);
      expect(verdictsOf(rule, probed(step, 500, sketch))).toEqual(['violated']);
    });

    test('says nothing without the unchanged claims that were accepted', () => {
      const [first, probe] = probed(step, 401, sketch);
      const refused = exchange(1, by('re-signed', { role: 'control', status: 401, ...sketch }));
      expect(first?.kind).toBe('exchange');
      expect(verdictsOf(rule, [refused, probe!])).toEqual(['untestable']);
    });
  },
);

test('seconds of a far future are told if accepted, and fail if the server breaks', () => {
  for (const name of ['exp 1e20', 'exp milliseconds']) {
    const far = (status: number) =>
      verdictsOf(jwtExpMalformed, probed('exp-malformed', status, { case: name }));
    expect([far(401), far(200), far(500)]).toEqual([['holds'], ['noted'], ['violated']]);
  }
});

test('a token that outlives its user is told where the document does not promise its end', () => {
  const sketch = { experiment: 'signed-for-removed' };
  const lives = signed('logout');
  expect(verdictsOf(jwtSubValid, probed('removed', 200, sketch), lives)).toEqual(['noted']);
  expect(verdictsOf(jwtSubValid, probed('removed', 403, sketch), lives)).toEqual(['holds']);
  expect(verdictsOf(jwtSubValid, probed('removed', 403, sketch))).toEqual(['violated']);
});

test('without a signing fixture nothing passes, and the reason is told', () => {
  const lacking = note(1, { experiment: 'signed-jwts', message: 'nobody signs claims' });
  for (const rule of [jwtCrit, jwtExpMalformed, jwtNbfEnforced, jwtAudIss, jwtSubValid, jwtDuplicateClaims]) {
    const [result] = judge(model, history(lacking), [rule], { strict: false });
    expect(result?.verdicts.map(({ outcome, observed }) => [outcome, observed])).toEqual([
      ['untestable', 'nobody signs claims'],
    ]);
  }
});

test('a forged critical header is judged only if it was accepted', () => {
  const forged = (status: number) => probed('crit', status, { experiment: 'jwt-attacks' });
  expect(verdictsOf(jwtCrit, forged(401))).toEqual([]);
  expect(verdictsOf(jwtCrit, forged(200))).toEqual(['violated']);
});
