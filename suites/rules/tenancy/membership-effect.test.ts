import { expect, test } from 'vitest';
import { exchange, findingsOf, tinyModel } from '../../judging/history.test-data.ts';
import { membershipEffect } from './membership-effect.ts';

const call = (seq: number, step: string, status: number, control?: number) =>
  exchange(seq, {
    experiment: 'membership-effect',
    step,
    case: 'GET /books',
    status,
    ...(control === undefined ? {} : { control }),
  });
const judged = (
  before: number,
  member: number,
  former: number,
  changed: readonly [number, number] = [201, 204],
) =>
  findingsOf(
    membershipEffect,
    tinyModel(),
    call(1, 'at-home', 200),
    call(2, 'before', before, 1),
    call(3, 'member', member, 1),
    call(4, 'former', former, 3),
    call(5, 'taken-in', changed[0]),
    call(6, 'put-out', changed[1]),
  ).map(({ verdict }) => verdict);

test.each([
  ['in and out', 404, 200, 404, ['holds', 'holds', 'holds']],
  ['open to strangers', 200, 200, 404, ['violated', 'holds', 'holds']],
  ['never let in', 404, 404, 404, ['holds', 'violated', 'untestable']],
  ['never put out', 403, 200, 200, ['holds', 'holds', 'violated']],
])('%s', (_, before, member, former, verdicts) => {
  expect(judged(before, member, former)).toEqual(verdicts);
});

test('a change that was only taken up (202) is not demanded at once', () => {
  expect(judged(404, 404, 404, [202, 204])).toEqual(['holds', 'noted', 'untestable']);
  expect(judged(404, 200, 404, [202, 204])).toEqual(['holds', 'holds', 'holds']);
  expect(judged(404, 200, 200, [201, 202])).toEqual(['holds', 'holds', 'noted']);
});

const campus = (more: string) =>
  tinyModel(`
openapi: 3.1.0
info: {title: Campus, version: '1'}
components:
  securitySchemes: {person: {type: http, scheme: basic, x-auth-credential: {rights: owner}}}
paths:
  /houses/{house}/members:
    parameters: [{name: house, in: path, required: true, schema: {type: string}, x-auth-field: tenant.id}]
    post: {x-auth-operation: {create: membership}, security: [{person: [warden]}], responses: {'201': {description: In}}}
  /houses/{house}/members/{user}:
    parameters: [{name: house, in: path, required: true, schema: {type: string}, x-auth-field: tenant.id}, {name: user, in: path, required: true, schema: {type: string}, x-auth-field: user.id}]
    delete: {x-auth-operation: {delete: membership}, security: [{person: [warden]}], responses: {'204': {description: Out}}}
  /houses/{house}/rooms:
    parameters: [{name: house, in: path, required: true, schema: {type: string}, x-auth-field: tenant.id}]
    get: {security: [{person: [guest]}], responses: {'200': {description: Rooms}}}${more}
x-auth-fixtures:
  tenants: [north, south]
  users: {ann: {tenant: north, roles: [warden]}, sue: {tenant: south, roles: [guest]}}
`);

test('applies unless people switch their tenant', () => {
  expect(membershipEffect.applies(campus(''))).toBe(true);
  const profile = `
  /me:
    patch:
      x-auth-operation: {update: user}
      security: [{person: []}]
      requestBody: {content: {application/json: {schema: {type: object, properties: {house: {type: string, x-auth-field: user.tenant}}}}}}
      responses: {'200': {description: Switched}}`;
  expect(membershipEffect.applies(campus(profile))).toMatch(/without a switch$/);
});

test('does not apply where no path names a tenant', () => {
  expect(membershipEffect.applies(tinyModel())).toMatch(/^no operation takes people into a tenant/);
});
