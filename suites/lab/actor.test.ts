import { expect, test } from 'vitest';
import { tinyModel } from '../judging/history.test-data.ts';
import { defaultTarget, type Ground, type StaticCredential } from '../target.ts';
import { Recorder } from '../wire/recorder.ts';
import { Taint } from '../wire/taint.ts';
import { actorsFor } from './actor.ts';
import { Lacking } from './held.ts';
import { Lab } from './lab.ts';

const model = tinyModel(`
openapi: 3.1.0
info: {title: Depots, version: '1'}
servers: [{url: http://depots.example}]
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key, x-auth-credential: {rights: own}}}
  schemas: {Key: {type: object, properties: {scopes: {type: array, items: {enum: [read, write]}, x-auth-field: key.rights}}}}
paths:
  /depots:
    get: {security: [{key: [read]}], responses: {'200': {description: Depots}}}
    post: {security: [{key: [write]}], responses: {'201': {description: Made}}}
  /health: {get: {security: [{key: []}], responses: {'200': {description: Well}}}}
x-auth-fixtures: {tenants: [north]}
`);

function labWith(...provisioned: readonly StaticCredential[]): Lab {
  const ground: Ground = {
    baseUrl: 'http://127.0.0.1:1',
    consoleUrl: undefined,
    shared: true,
    credentials: [],
    clock: undefined,
    assertions: undefined,
    signatures: undefined,
    release: async () => {},
  };
  const taint = new Taint();
  return new Lab({
    model,
    experiment: 'x',
    ground,
    hooks: undefined,
    config: defaultTarget({ baseUrl: ground.baseUrl, provisioned }),
    recorder: new Recorder(taint),
    taint,
  });
}

const key = (name: string, rights?: readonly string[]): StaticCredential => ({
  name,
  kind: 'key',
  secret: `${name}-secret-of-a-key`,
  state: 'active',
  ...(rights === undefined ? {} : { rights }),
});
const reads = key('reads', ['read']);
const writes = key('writes', ['write']);
const unsaid = key('unsaid');

/** The names of the keys that are presented to one operation after the other, in one experiment. */
async function presented(given: readonly StaticCredential[], ...operations: readonly string[]) {
  const lab = labWith(...given);
  const names: (string | undefined)[] = [];
  for (const operation of operations) {
    const { held } = await actorsFor(lab, lab.operation(operation));
    names.push(held[0]?.name);
  }
  return names;
}

test.each([
  ['read first', [reads, writes]],
  ['write first', [writes, reads]],
  ['behind one of which nothing is said', [unsaid, reads, writes]],
])('the key that holds what is wanted is taken: %s', async (_, given) => {
  expect(await presented(given, 'GET /health', 'GET /depots', 'POST /depots', 'GET /depots')).toEqual([
    given[0]?.name,
    'reads',
    'writes',
    'reads',
  ]);
});

test('one that holds more does, and so may one of which nothing is said', async () => {
  expect(await presented([key('both', ['write', 'read'])], 'POST /depots')).toEqual(['both']);
  expect(await presented([reads, unsaid], 'POST /depots')).toEqual(['unsaid']);
});

test('one that is said to hold something else does not', async () => {
  await expect(presented([reads], 'POST /depots')).rejects.toThrow(Lacking);
});
