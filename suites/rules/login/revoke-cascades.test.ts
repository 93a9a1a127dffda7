import { expect, test } from 'vitest';
import type { HistoryEvent } from '../../../spec/history.ts';
import type { AuthModel } from '../../../spec/model.ts';
import { type ExchangeSketch, exchange, findingsOf, tinyModel } from '../../judging/history.test-data.ts';
import { revokeCascadesRefresh as rule } from './revoke-cascades-refresh.ts';
import { sessionModel } from './session.test-data.ts';

/** A login with a refresh token that can be revoked, alone or with what came of it. */
const revocable = (endedBy: string) =>
  tinyModel(`
openapi: 3.1.0
info: {title: Library, version: '1'}
servers: [{url: http://library.example}]
components:
  securitySchemes:
    pass: {type: http, scheme: bearer, x-auth-credential: {rights: owner, endedBy: [${endedBy}]}}
  schemas:
    Renewal: {type: string, x-auth-credential: {uses: 1}}
    Pair: {type: object, required: [pass, renewal], properties: {pass: {type: string, x-auth-field: pass.secret}, renewal: {$ref: '#/components/schemas/Renewal'}}}
    Proof: {type: object, required: [renewal], properties: {renewal: {$ref: '#/components/schemas/Renewal'}}}
paths:
  /login:
    post:
      x-auth-operation: {login: pass}
      security: []
      requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {email: {type: string, x-auth-field: user.email}, password: {type: string, x-auth-field: user.password}}}}}}
      responses: {'200': {description: In, content: {application/json: {schema: {$ref: '#/components/schemas/Pair'}}}}}
  /renew:
    post:
      x-auth-operation: {refresh: pass}
      security: []
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Proof'}}}}
      responses: {'200': {description: Again, content: {application/json: {schema: {$ref: '#/components/schemas/Pair'}}}}, '401': {description: No}}
  /revoke:
    post:
      x-auth-operation: {revoke: Renewal}
      security: [{pass: []}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Proof'}}}}
      responses: {'200': {description: Ended}, '401': {description: No}}
  /books:
    get: {security: [{pass: []}], responses: {'200': {description: Books}, '401': {description: No}}}
x-auth-fixtures: {tenants: [north], users: {lena: {tenant: north, roles: []}}}
`);
const cascading = revocable('revocation');

const part = (step: string, sketch: ExchangeSketch = {}): ExchangeSketch => ({
  experiment: 'refresh-revocation',
  step,
  case: 'Renewal',
  detail: { access: 'pass' },
  ...sketch,
});
const renew = { method: 'POST', path: '/renew', operation: 'POST /renew' };
const told = (
  statuses: { refresh?: number; access?: number; living?: number; sibling?: number },
  model: AuthModel = cascading,
) => {
  const events: readonly HistoryEvent[] = [
    exchange(1, part('before', { role: 'control' })),
    exchange(2, part('refresh-before', { ...renew, role: 'control' })),
    exchange(6, part('sibling-before', { role: 'control', status: statuses.living ?? 200 })),
    exchange(3, part('refresh-after', { ...renew, control: 2, status: statuses.refresh ?? 401 })),
    exchange(4, part('access-after', { control: 1, status: statuses.access ?? 401 })),
    exchange(5, part('sibling-after', { control: 6, status: statuses.sibling ?? 200 })),
  ];
  return findingsOf(rule, model, ...events).map(({ verdict }) => verdict);
};

test('applies where a refresh credential can be revoked', () => {
  expect(rule.applies(cascading)).toBe(true);
  expect(rule.applies(sessionModel)).toMatch(/no operation revokes/);
});

test('what was revoked is refused with all that came of it, and another sign-in goes on', () => {
  expect(told({})).toEqual(['holds', 'holds', 'holds']);
  expect(told({ refresh: 200 })).toEqual(['violated', 'holds', 'holds']);
  expect(told({ access: 200 })).toEqual(['holds', 'violated', 'holds']);
  expect(told({ sibling: 401 })).toEqual(['holds', 'holds', 'violated']);
});

test('a sign-in that the next one ended says nothing of the revocation', () => {
  expect(told({ living: 401, sibling: 401 })).toEqual(['holds', 'holds', 'untestable']);
});

test('an access credential that goes on is told where no other end is promised', () => {
  expect(told({ access: 200 }, revocable('logout'))).toEqual(['holds', 'noted', 'holds']);
  expect(told({ access: 500 }, revocable('logout'))).toEqual(['holds', 'violated', 'holds']);
});
