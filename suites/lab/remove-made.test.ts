import { expect, test } from 'vitest';
import { loadText } from '../../spec/load.ts';
import { defaultTarget, type Ground } from '../target.ts';
import { Recorder } from '../wire/recorder.ts';
import { Taint } from '../wire/taint.ts';
import { Lab } from './lab.ts';
import { type MadeObject, MadeObjects } from './made-objects.ts';
import { removeMade } from './remove-made.ts';

const model = loadText(
  `
openapi: 3.1.0
info: {title: Library, version: '1'}
servers: [{url: http://library.example}]
components: {securitySchemes: {key: {type: apiKey, in: header, name: X-API-Key, x-auth-credential: {}}}}
paths:
  /books:
    post: {security: [{key: []}], responses: {'201': {description: Made}, '401': {description: Who?}}}
  /books/{id}:
    delete:
      security: [{key: []}]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: Gone}, '401': {description: Who?}, '404': {description: None}}
x-auth-fixtures:
  tenants: [north]
  users: {lena: {tenant: north}}
  credentials: [{key: first, tenant: north}]
  records: {/books: [{id: of-the-fixtures}]}
`,
  'library.yaml',
);

test.each([
  ['no answer gave it an id', {}, 'no answer told its id'],
  [
    'its id is that of a fixture',
    { id: 'of-the-fixtures' },
    'its id is that of a fixture: the target made nothing new',
  ],
])('fixtures are not removed: nothing is sent where %s', async (_, known, reason) => {
  const taint = new Taint();
  const book: MadeObject = {
    n: 1,
    experiment: 'x',
    operation: 'POST /books',
    params: {},
    values: {},
    object: '/books',
    objectKind: 'record',
    state: 'made',
    ...known,
  };
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
  const config = defaultTarget({ baseUrl: ground.baseUrl, credentials: { first: 'key-first' } });
  const made = new MadeObjects(undefined, [book]);
  const lab = new Lab({
    model,
    experiment: 'x',
    ground,
    hooks: undefined,
    config,
    recorder: new Recorder(taint),
    taint,
    made,
  });
  const reasons = await removeMade(lab, made.open());
  expect(reasons.get(1)).toBe(reason);
  expect(lab.requests).toBe(0);
  expect(made.open()).toHaveLength(1);
});
