import { once } from 'node:events';
import { connect } from 'node:net';
import express from 'express';
import supertest from 'supertest';
import { afterEach, describe, expect, test } from 'vitest';
import { UsageError } from '../spec/errors.ts';
import { documentAt, modelOf, smallDocument } from './bench.test-data.ts';
import { type Call, createMock, defaultStages, type RunningMock, startMock } from './index.ts';

const model = modelOf(smallDocument);
const running: RunningMock[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((mock) => mock.close()));
});

async function start(): Promise<RunningMock> {
  const mock = await startMock(model);
  running.push(mock);
  return mock;
}

/** Sends text as it is and reads until the server closes. */
async function raw(mock: RunningMock, text: string | Buffer): Promise<string> {
  const socket = connect(Number(new URL(mock.url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString();
  });
  socket.on('error', () => socket.destroy());
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

const head = (lines: readonly string[]): string =>
  ['GET /notes HTTP/1.1', 'Host: x', 'Connection: close', ...lines, '', ''].join('\r\n');

describe('a running mock', () => {
  test('serves API, console and control plane, and stops', async () => {
    const mock = await startMock(model);
    expect(mock.consoleUrl).toBe(`${mock.url}/~console`);
    expect(new URL(mock.control.url).port).not.toBe(new URL(mock.url).port);
    expect((await fetch(`${mock.url}/notes`)).status).toBe(401);
    const info = await fetch(`${mock.control.url}/info`, {
      headers: { authorization: `Bearer ${mock.control.token}` },
    });
    expect(await info.json()).toMatchObject({ spaces: [{ url: mock.url }] });
    expect((await fetch(`${mock.url}/info`)).status).toBe(404);
    await mock.close();
    await expect(fetch(`${mock.url}/notes`)).rejects.toThrow();
  });

  test('a port in use is a usage error that says so', async () => {
    const mock = await start();
    const port = Number(new URL(mock.url).port);
    await expect(startMock(model, { port })).rejects.toThrow(UsageError);
    await expect(startMock(model, { port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use.`);
    await expect(startMock(model, { controlPort: port })).rejects.toThrow('is in use');
    await expect(startMock(model, { port: 70_000 })).rejects.toThrow('0 to 65535');
  });

  test.each([
    ['a head of 100 kB', head([`X-Big: ${'x'.repeat(100_000)}`]), 431],
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['a control character in a header', head(['X-Key: a\u0001b']), 400],
    ['two lengths', head(['Content-Length: 1', 'Content-Length: 2']), 400],
    ['two Authorization lines', head(['X-Key: one', 'X-Key: two']), 401],
    ['an absolute URL', head([]).replace('/notes', 'http://x/notes'), 401],
    ['a target that is no path', head([]).replace('/notes', 'http:[::'), 400],
    ['a broken escape in the path', head([]).replace('/notes', '/notes/%zz'), 404],
    [
      'broken UTF-8 in a body',
      Buffer.concat([
        Buffer.from(
          'POST /notes HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 3\r\n\r\n',
        ),
        Buffer.from([0x22, 0xff, 0x22]),
      ]),
      401,
    ],
  ])('%s is answered, and the server goes on', async (_name, text, status) => {
    const mock = await start();
    expect(await raw(mock, text)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect((await fetch(`${mock.url}/notes`)).status).toBe(401);
  });

  test('a client that hangs up in the middle of its body does no harm', async () => {
    const mock = await start();
    const socket = connect(Number(new URL(mock.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('POST /notes HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
    socket.destroy();
    await once(socket, 'close');
    expect((await fetch(`${mock.url}/notes`)).status).toBe(401);
  });
});

describe('an embedded mock', () => {
  test('can be mounted under a path, also behind a body parser', async () => {
    const mock = createMock(model);
    const outer = express();
    outer.use(express.json());
    outer.use('/small', mock);
    const user = model.fixtures.users.get('ada');
    const made = await supertest(outer)
      .post('/small/~console/keys')
      .auth(user?.email ?? '', user?.password ?? '')
      .send({ rights: ['write'] });
    expect(made.status).toBe(201);
    const note = await supertest(outer)
      .post('/small/notes')
      .set('X-Key', made.body.key)
      .send({ text: 'mounted' });
    expect(note.body.text).toBe('mounted');
  });

  test.each([
    ['vendors/regate', 'claire', '/tokens', { name: 't', roles: ['CFO'] }, 'token', false],
    ['vendors/codat', 'adam', '/portal/apiKeys', { name: 't' }, 'apiKey', true],
  ])(
    'of %s keeps the secret only if a later answer must show it',
    async (path, person, url, body, member, isKept) => {
      let world: Call['world'] | undefined;
      const document = documentAt(path);
      const mock = createMock(document, {
        stages: {
          path: (call) => {
            world = call.world;
            return defaultStages.path(call);
          },
        },
      });
      const user = document.fixtures.users.get(person);
      const made = await supertest(mock)
        .post(`/~console${url}`)
        .auth(user?.email ?? '', user?.password ?? '')
        .send(body);
      const kept = [...(world?.credentials.all() ?? [])];
      expect(made.status).toBe(201);
      expect(kept.length).toBeGreaterThan(0);
      expect(JSON.stringify(kept).includes(made.body[member])).toBe(isKept);
    },
  );
});
