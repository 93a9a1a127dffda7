import supertest from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Bench, bench, modelOf, smallDocument } from '../bench.test-data.ts';

const model = modelOf(smallDocument);
let mock: Bench;

beforeEach(() => {
  mock = bench(model, { version: '1.2.3' });
});

const newKey = async (): Promise<string> =>
  (await mock.console('POST', '/keys', { auth: mock.person('ada'), body: { rights: ['read'] } })).body.key;

describe('the door', () => {
  test.each([[undefined], ['Bearer wrong'], ['Basic x'], ['']])('stays shut for %s', async (auth) => {
    const request = supertest(mock.app.mock.control).get('/info');
    const answer = await (auth === undefined ? request : request.set('Authorization', auth));
    expect([answer.status, answer.body.error.code]).toEqual([401, 'unauthorized']);
    expect(answer.headers['www-authenticate']).toContain('Bearer');
  });

  test('is shut before anything else is looked at', async () => {
    expect((await supertest(mock.app.mock.control).post('/none').type('json').send('{')).status).toBe(401);
  });
});

describe('what is asked wrongly', () => {
  test.each([
    ['GET', '/none', undefined, 404],
    ['DELETE', '/info', undefined, 404],
    ['GET', '/spaces/none/clock', undefined, 404],
    ['POST', '/spaces', {}, 400],
    ['POST', '/spaces', { name: '../x' }, 400],
    ['POST', '/spaces', { name: 'console' }, 400],
    ['POST', '/spaces', { name: 'main' }, 409],
    ['DELETE', '/spaces/main', undefined, 409],
    ['POST', '/spaces/main/clock', { set: 'soon' }, 400],
    ['POST', '/spaces/main/clock', { advanceSeconds: '5' }, 400],
    ['POST', '/spaces/main/clock', { advanceTo: 'end' }, 400],
    ['POST', '/spaces/main/clock', { advanceMinutes: 5 }, 400],
    ['POST', '/spaces/main/clock', { set: '2030-01-01T00:00:00' }, 400],
    ['POST', '/spaces/main/clock', { set: '2030-02-30T00:00:00Z' }, 400],
    ['POST', '/spaces/main/clock', { set: '+275000-01-01T00:00:00Z' }, 400],
    ['POST', '/spaces/main/clock', { set: '0000-12-31T23:59:59Z' }, 400],
    ['POST', '/spaces/main/clock', { advanceSeconds: 1e300 }, 400],
    ['POST', '/spaces/main/clock', { set: '9999-12-31T23:59:59Z', advanceSeconds: 1 }, 400],
    ['POST', '/spaces/main/clock', [1], 400],
    ['POST', '/spaces/main/assertions', { kind: 'key', user: 'ada' }, 400],
    ['POST', '/spaces/main/assertions', {}, 400],
    ['GET', '/spaces/main/journal?after=x', undefined, 400],
    ['GET', '/spaces/%zz/clock', undefined, 400],
  ])('%s %s %j: %i', async (method, path, body, status) => {
    const answer = await mock.control(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toBeTypeOf('string');
    expect(answer.text).not.toMatch(/\n {4}at |node_modules/);
  });

  test('a body that is no JSON', async () => {
    const answer = await supertest(mock.app.mock.control)
      .post('/spaces')
      .set('Authorization', `Bearer ${mock.app.mock.controlToken}`)
      .type('json')
      .send('{"name":');
    expect([answer.status, answer.body.error.code]).toEqual([400, 'bad-request']);
  });
});

describe('info and spaces', () => {
  test('info tells the document, the version and the spaces', async () => {
    mock.app.mock.servedAt('http://127.0.0.1:9');
    await mock.control('POST', '/spaces', { name: 'one' });
    expect((await mock.control('GET', '/info')).body).toEqual({
      spec: { name: 'small', title: 'Small' },
      version: '1.2.3',
      spaces: [
        { name: 'main', url: 'http://127.0.0.1:9', consoleUrl: 'http://127.0.0.1:9/~console' },
        { name: 'one', url: 'http://127.0.0.1:9/~one', consoleUrl: 'http://127.0.0.1:9/~one/~console' },
      ],
    });
  });

  test('a space is a world of its own: state, limits, clock', async () => {
    const key = await newKey();
    await mock.control('POST', '/spaces', { name: 'one' });
    expect((await mock.send('GET', '/~one/notes', { headers: { 'X-Key': key } })).status).toBe(401);
    const other = await mock.send('POST', '/~one/~console/keys', {
      auth: mock.person('ada'),
      body: { rights: ['read'] },
    });
    for (let index = 0; index < 4; index++)
      await mock.send('GET', '/~one/notes', { headers: { 'X-Key': other.body.key } });
    expect((await mock.send('GET', '/notes', { headers: { 'X-Key': key } })).status).toBe(200);
    await mock.control('POST', '/spaces/one/clock', { set: '2031-01-01T00:00:00Z', frozen: true });
    expect((await mock.send('GET', '/~one/notes')).headers['date']).toBe('Wed, 01 Jan 2031 00:00:00 GMT');
    expect((await mock.send('GET', '/notes')).headers['date']).not.toContain('2031');
    expect((await mock.control('DELETE', '/spaces/one')).status).toBe(204);
    expect((await mock.send('GET', '/~one/notes')).status).toBe(404);
    expect((await mock.send('GET', '/~main/notes')).status).toBe(404);
  });

  test('reset takes a space back to its fixtures, and the clock to real time', async () => {
    const key = await newKey();
    await mock.control('POST', '/spaces/main/clock', { advanceSeconds: 1e6, frozen: true });
    expect((await mock.control('POST', '/spaces/main/reset')).status).toBe(204);
    expect((await mock.send('GET', '/notes', { headers: { 'X-Key': key } })).status).toBe(401);
    const before = Date.now();
    const { body } = await mock.control('GET', '/spaces/main/clock');
    expect(body.frozen).toBe(false);
    expect(Date.parse(body.now)).toBeGreaterThanOrEqual(before - 1000);
    expect(Date.parse(body.now)).toBeLessThanOrEqual(Date.now() + 1000);
  });
});

describe('the clock', () => {
  test('is not moved by a change that is refused', async () => {
    await mock.control('POST', '/spaces/main/clock', { frozen: true, set: '2030-01-01T00:00:00Z' });
    for (const change of [
      { advanceSeconds: 9e12 },
      { frozen: false, set: '9999-12-31T23:59:59Z', advanceSeconds: 1 },
    ])
      expect((await mock.control('POST', '/spaces/main/clock', change)).status).toBe(400);
    expect((await mock.control('GET', '/spaces/main/clock')).body).toEqual({
      now: '2030-01-01T00:00:00.000Z',
      frozen: true,
    });
    expect(() => mock.app.mock.clock.advance(1e18)).toThrow(RangeError);
    expect((await mock.send('GET', '/notes')).status).toBe(401);
  });

  test('goes to the next instant at which something changes', async () => {
    await mock.control('POST', '/spaces/main/clock', { frozen: true, set: '2030-01-01T00:00:00Z' });
    const key = await newKey();
    await mock.send('GET', '/notes', { headers: { 'X-Key': key } });
    const moved = await mock.control('POST', '/spaces/main/clock', { advanceTo: 'next' });
    expect(moved.body).toEqual({ now: '2030-01-01T00:01:00.000Z', frozen: true });
    const stays = await mock.control('POST', '/spaces/main/clock', { advanceTo: 'next' });
    expect(stays.body.now).toBe('2030-01-01T00:01:00.000Z');
  });
});

describe('the journal', () => {
  test('tells who, what and why not, and no secret', async () => {
    const key = await newKey();
    await mock.send('POST', '/notes', { headers: { 'X-Key': key }, body: { text: 'x' } });
    await mock.send('GET', `/notes/${key}`);
    await mock.send('GET', `/notes?X-Key=${key}`);
    const hex = [...Buffer.from(key)].map((byte) => `%${byte.toString(16)}`).join('');
    for (const hidden of [
      hex,
      hex.replaceAll('%', '%25'),
      `x${key}y`,
      `%zz${hex}`,
      `${'a'.repeat(480)}${key}`,
    ])
      await mock.send('GET', `/notes/${hidden}`);
    const { body, text } = await mock.control('GET', '/spaces/main/journal?after=1');
    expect(body.map((entry: { seq: number }) => entry.seq)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    expect(body[0]).toMatchObject({
      method: 'POST',
      path: '/notes',
      status: 403,
      operation: 'POST /notes',
      refusal: { stage: 'authorise', cause: 'no-right' },
    });
    expect(body[0].principal).toMatch(/^ada \(key#[\w-]{8}\)$/);
    expect(text).not.toContain(key);
    expect(text).not.toContain(hex);
    expect(text).not.toContain(hex.replaceAll('%', '%25'));
    expect(text).not.toContain(key.slice(0, 12));
    expect(body[3].path).toBe(body[1].path);
    expect(body[5].path).toMatch(/^\/notes\/x#[\w-]{8}y$/);
  });
});
