import { expect, test } from 'vitest';
import { loadText } from '../spec/load.ts';
import { experiments } from '../suites/experiments/index.ts';
import { rules } from '../suites/rules/index.ts';
import { runEmbedded } from './embedded-run.ts';

/** Documents with a twist that could make a sound server look guilty; the mock serves them as they say. */
async function judged(rule: string, document: string) {
  const run = await runEmbedded({
    model: loadText(document, 'twist.yaml'),
    rules: rules.filter(({ id }) => id === rule),
    experiments: experiments.filter(({ id }) =>
      rules.some((one) => one.id === rule && one.experiments.includes(id)),
    ),
    strict: true,
  });
  const verdicts = run.rules.flatMap((one) => one.verdicts);
  return {
    outcomes: verdicts.map(({ outcome }) => outcome),
    lacking: run.history.events.flatMap((event) =>
      event.kind === 'note' && event.note === 'lacking' ? event.message : [],
    ),
    callers: (step: string) =>
      run.history.events.flatMap((event) =>
        event.kind === 'exchange' && event.step === step
          ? event.presented.map(({ credential }) => credential)
          : [],
      ),
  };
}

const head = `
openapi: 3.1.0
info: {title: Twist, version: '1'}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key, x-auth-credential: {rights: own}}
    person: {type: http, scheme: basic, x-auth-credential: {rights: owner}}
  schemas:
    Key:
      type: object
      properties:
        id: {type: string, readOnly: true, x-auth-field: key.id}
        rights: {type: array, items: {enum: [read, write]}, x-auth-field: key.rights}
    NewKey:
      allOf: [{$ref: '#/components/schemas/Key'}, {type: object, properties: {key: {type: string, readOnly: true, x-auth-field: key.secret}}}]
`;
const issue = (within: string) => `
    post:
      x-auth-operation: {issue: key${within}}
      security: [{person: [maker]}]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Key'}}}}
      responses: {'201': {description: Made, content: {application/json: {schema: {$ref: '#/components/schemas/NewKey'}}}}, '403': {description: No}}`;
const byId = `
    parameters: [{name: id, in: path, required: true, schema: {type: string}, x-auth-field: key.id}]`;

const ceiling = (more: string) => `${head}
paths:
  /keys:${issue(', within: caller')}
  /keys/{id}:${byId}
    patch:
      x-auth-operation: {update: key, within: caller}
      security: [{person: [maker]}]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Key'}}}}
      responses: {'200': {description: Changed, content: {application/json: {schema: {$ref: '#/components/schemas/Key'}}}}, '403': {description: No}}
  /rakes: {get: {security: [{key: [read]}, {key: [write]}], responses: {'200': {description: Rakes}, '403': {description: No}}}}
${more}
x-auth-fixtures:
  tenants: [north]
  users: {ada: {tenant: north, roles: [maker, read]}, bob: {tenant: north, roles: [maker, read, write]}}
`;

test.each([
  [
    'another call needs the name',
    "  /saws: {get: {security: [{key: [write]}], responses: {'200': {description: Saws}, '403': {description: No}}}}",
  ],
  ['no call tells the two names apart', ''],
])('a call that the held name opens too proves no growth of rights: %s', async (_, more) => {
  const { outcomes } = await judged('issue-ceiling', ceiling(more));
  expect(new Set(outcomes)).toEqual(new Set(['pass']));
});

const owned = (users: string) => `${head}
paths:
  /keys:${issue('')}
  /keys/{id}:${byId}
    delete:
      x-auth-operation: {revoke: key}
      x-auth-relation: owner
      security: [{person: [maker]}]
      responses: {'204': {description: Ended}, '404': {description: No}}
  /rakes: {get: {security: [{key: [read]}, {key: [write]}], responses: {'200': {description: Rakes}, '403': {description: No}}}}
x-auth-fixtures:
  tenants: [north]
  users: {${users}}
`;

test('nobody is a colleague of oneself', async () => {
  const rule = 'credential-of-others-closed';
  const ada = 'ada: {tenant: north, roles: [maker]}';
  const alone = await judged(rule, owned(ada));
  expect(alone.outcomes).toEqual(['untestable']);
  expect(alone.lacking).toEqual(['nobody else of the tenant holds the same roles']);
  expect((await judged(rule, owned(`${ada}, bob: {tenant: north, roles: [maker]}`))).outcomes).toEqual([
    'pass',
  ]);
});

const people = (users: string) => `${head}
paths:
  /people/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}, x-auth-field: user.id}]
    get:
      x-auth-operation: {read: user}
      security: [{person: [boss]}]
      responses: {'200': {description: One, content: {application/json: {schema: {type: object, properties: {id: {type: string, x-auth-field: user.id}}}}}}, '404': {description: No}}
x-auth-fixtures:
  tenants: [north, south]
  users:
    both: {tenant: north, roles: {north: [boss], south: [boss]}}
    ann: {tenant: north, roles: [hand]}
    sue: {tenant: south, roles: [boss]}
    sid: {tenant: south, roles: [hand]}
${users}
`;

test('who belongs to both tenants is no stranger in the other', async () => {
  const rule = 'people-of-others-closed';
  const only = await judged(rule, people(''));
  expect(new Set(only.outcomes)).toEqual(new Set(['untestable']));
  expect(only.callers('foreign')).toEqual([]);
  const other = await judged(rule, people('    bea: {tenant: north, roles: [boss]}'));
  expect(other.outcomes).toEqual(['pass']);
  expect(other.callers('foreign')).toEqual(['person:bea']);
});
