import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { loadText } from '../../spec/load.ts';
import { defaultTarget, type Ground } from '../target.ts';
import { Recorder } from '../wire/recorder.ts';
import { Taint } from '../wire/taint.ts';
import { Lab } from './lab.ts';
import { type MadeObject, MadeObjects } from './made-objects.ts';
import { removeMade } from './remove-made.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const read = `
    get:
      security: [{key: []}]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: One}, '404': {description: None}}`;
const list = `
    get:
      security: [{key: []}]
      responses: {'200': {description: All, content: {application/json: {schema: {type: array}}}}}`;
const documentWith = (ways: { readonly read?: boolean; readonly list?: boolean }) =>
  loadText(
    `
openapi: 3.1.0
info: {title: Library, version: '1'}
servers: [{url: http://library.example}]
components: {securitySchemes: {key: {type: apiKey, in: header, name: X-API-Key, x-auth-credential: {}}}}
paths:
  /books:${ways.list === true ? list : ''}
    post: {security: [{key: []}], responses: {'201': {description: Made}, '401': {description: Who?}}}
  /books/{id}:${ways.read === true ? read : ''}
    delete:
      security: [{key: []}]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: Gone}, '404': {description: None}}
x-auth-fixtures:
  tenants: [north]
  credentials: [{key: first, tenant: north}]
`,
    'library.yaml',
  );

type Answer = readonly [status: number, body?: unknown];

/** Removes the book `b-7` of a server whose answers are given by method, path and key. */
async function removed(
  ways: Parameters<typeof documentWith>[0],
  answer: (request: string, key: string) => Answer,
) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const key = String(request.headers['x-api-key']);
    const what = `${request.method} ${request.url}`;
    asked.push(`${what} by ${key}`);
    const [status, body] = answer(what, key);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  cleanUps.push(
    () => server.closeAllConnections(),
    () => new Promise((done) => server.close(done)),
  );
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
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
    id: 'b-7',
  };
  const ground: Ground = {
    baseUrl,
    consoleUrl: undefined,
    shared: true,
    credentials: [],
    clock: undefined,
    assertions: undefined,
    signatures: undefined,
    release: async () => {},
  };
  const made = new MadeObjects(undefined, [book]);
  const lab = new Lab({
    model: documentWith(ways),
    experiment: 'x',
    ground,
    hooks: undefined,
    config: defaultTarget({
      baseUrl,
      credentials: { first: 'key-first' },
      provisioned: [{ name: 'second', kind: 'key', secret: 'key-second', state: 'active' }],
    }),
    recorder: new Recorder(taint),
    taint,
    made,
  });
  const reasons = await removeMade(lab, made.open());
  return { reason: reasons.get(1), state: book.state, asked };
}

const stays = { reason: 'DELETE /books/{id} answered 404, it may still be there', state: 'made' };
const goes = { reason: undefined, state: 'removed' };
const onDelete =
  (otherwise: Answer) =>
  (request: string): Answer =>
    request.startsWith('DELETE') ? [404] : otherwise;

test.each([
  ['nothing shows it', {}, [404], stays],
  ['it can still be read', { read: true }, [200, { id: 'b-7' }], stays],
  ['it can no more be read', { read: true }, [404], goes],
  ['reading is refused', { read: true }, [403], stays],
  ['the list still shows it', { list: true }, [200, [{ id: 'b-6' }, { id: 'b-7' }]], stays],
  ['the list shows it no more', { list: true }, [200, [{ id: 'b-6' }]], goes],
  ['the list is refused', { list: true }, [403], stays],
  ['the list is not there', { list: true }, [404], stays],
] as const)('a removal that answers 404 where %s', async (_, ways, answer, expected) => {
  expect(await removed(ways, onDelete(answer))).toMatchObject(expected);
});

test('after a 404 the next caller removes it', async () => {
  const { asked, ...outcome } = await removed({ read: true }, (_, key) =>
    key === 'key-second' ? [204] : [404],
  );
  expect(outcome).toEqual(goes);
  expect(asked).toEqual(['DELETE /books/b-7 by key-first', 'DELETE /books/b-7 by key-second']);
});

test('what one caller does not see may be there for another', async () => {
  const outcome = await removed({ read: true }, (request, key) =>
    request.startsWith('GET') && key === 'key-second' ? [200, { id: 'b-7' }] : [404],
  );
  expect(outcome).toMatchObject(stays);
});
