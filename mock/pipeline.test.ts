import { beforeEach, describe, expect, test } from 'vitest';
import { type Bench, bench, modelOf, smallDocument } from './bench.test-data.ts';
import { refuse } from './index.ts';

const model = modelOf(smallDocument);
let mock: Bench;
let reader: string;
let writer: string;

beforeEach(async () => {
  mock = bench(model);
  reader = await newKey(['read']);
  writer = await newKey(['write']);
});

async function newKey(rights: readonly string[], person = 'ada'): Promise<string> {
  const answer = await mock.console('POST', '/keys', { auth: mock.person(person), body: { rights } });
  return answer.body.key;
}

const withKey = (key: string) => ({ 'X-Key': key });

describe('one thing wrong', () => {
  test.each([
    ['an unknown path', 'GET', '/nothing', undefined, 404, 'path'],
    ['no credential', 'GET', '/notes', undefined, 401, 'authenticate'],
    ['a bad credential', 'GET', '/notes', 'nonsense', 401, 'authenticate'],
    ['a method that is not there', 'PUT', '/notes', 'reader', 405, 'method'],
    ['a missing right', 'POST', '/notes', 'reader', 403, 'authorise'],
    ['an unknown record', 'PATCH', '/notes/none', 'writer', 404, 'locate'],
    ['a foreign record', 'PATCH', '/notes/n-2', 'writer', 404, 'locate'],
    ['a bad body', 'POST', '/notes', 'writer', 422, 'validate'],
  ])('%s', async (_name, method, path, who, status, stage) => {
    const key = who === 'reader' ? reader : who === 'writer' ? writer : who;
    const body = method === 'GET' ? undefined : path.startsWith('/notes/') ? { text: 'ok' } : { text: '' };
    const answer = await mock.send(method, path, {
      ...(key === undefined ? {} : { headers: withKey(key) }),
      body,
    });
    expect(answer.status).toBe(status);
    const journal = await mock.control('GET', '/spaces/main/journal');
    expect(journal.body.at(-1).refusal.stage).toBe(stage);
  });
});

describe('two things wrong: the earlier stage is told', () => {
  const bad = { text: '' };

  test.each([
    ['no credential × unknown record', 'PATCH', '/notes/none', undefined, { text: 'x' }, 401],
    ['no credential × bad body', 'POST', '/notes', undefined, bad, 401],
    ['no credential × wrong method', 'DELETE', '/notes', undefined, undefined, 401],
    ['missing right × bad body', 'POST', '/notes', 'reader', bad, 403],
    ['missing right × unknown record', 'PATCH', '/notes/none', 'reader', { text: 'x' }, 403],
    ['foreign record × bad body', 'PATCH', '/notes/n-2', 'writer', bad, 404],
    ['unknown path × no credential', 'GET', '/none', undefined, undefined, 404],
    ['unknown path × bad credential', 'GET', '/none', 'nonsense', undefined, 404],
  ])('%s', async (_name, method, path, who, body, status) => {
    const key = who === 'reader' ? reader : who === 'writer' ? writer : who;
    const answer = await mock.send(method, path, {
      ...(key === undefined ? {} : { headers: withKey(key) }),
      body,
    });
    expect(answer.status).toBe(status);
  });

  test.each([
    ['missing right', 'POST', '/notes', { text: 'x' }],
    ['bad body', 'POST', '/notes', { text: '' }],
    ['foreign record', 'PATCH', '/notes/n-2', { text: 'x' }],
    ['wrong method', 'PUT', '/notes', undefined],
  ])('tier empty × %s', async (_name, method, path, body) => {
    for (let index = 0; index < 3; index++)
      expect((await mock.send('GET', '/notes', { headers: withKey(reader) })).status).toBe(200);
    expect((await mock.send(method, path, { headers: withKey(reader), body })).status).toBe(429);
  });

  test('bad credential × empty tier: 401, and nothing is spent by it', async () => {
    for (let index = 0; index < 5; index++)
      expect((await mock.send('GET', '/notes', { headers: withKey('wrong') })).status).toBe(401);
    expect((await mock.send('GET', '/notes', { headers: withKey(reader) })).status).toBe(200);
  });

  test('bad body × maximum', async () => {
    const answer = await mock.console('POST', '/keys', {
      auth: mock.person('ada'),
      body: { rights: ['fly'] },
    });
    expect(answer.status).toBe(422);
  });
});

describe('refusals have no effect', () => {
  test('a refused write changes nothing', async () => {
    await mock.send('POST', '/notes', { headers: withKey(reader), body: { text: 'sneaked in' } });
    await mock.send('PATCH', '/notes/n-2', { headers: withKey(writer), body: { text: 'sneaked in' } });
    const list = await mock.send('GET', '/notes', { headers: withKey(writer) });
    expect(list.text).not.toContain('sneaked in');
    expect(list.body).toHaveLength(1);
  });

  test('a refused request takes from no tier, an accepted or forbidden one takes one', async () => {
    await mock.send('POST', '/notes', { headers: withKey(reader), body: { text: 'x' } });
    await mock.send('GET', '/notes', { headers: withKey(reader) });
    await mock.send('GET', '/notes', { headers: withKey(reader) });
    const refused = await mock.send('GET', '/notes', { headers: withKey(reader) });
    expect(refused.status).toBe(429);
    expect(refused.headers).toMatchObject({ 'x-limit': '3', 'x-left': '0' });
    mock.app.mock.clock.advance(Number(refused.headers['retry-after']) * 1000);
    expect((await mock.send('GET', '/notes', { headers: withKey(reader) })).status).toBe(200);
  });
});

describe('answers', () => {
  test('an ended credential is told like one that never was', async () => {
    const second = await mock.console('POST', '/keys', {
      auth: mock.person('eve'),
      body: { rights: ['read'] },
    });
    await mock.console('POST', '/keys', { auth: mock.person('eve'), body: { rights: ['read'] } });
    await mock.console('DELETE', `/keys/${second.body.id}`, { auth: mock.person('eve') });
    const revoked = await mock.send('GET', '/notes', { headers: withKey(second.body.key) });
    const unknown = await mock.send('GET', '/notes', { headers: withKey('never-there') });
    const { date: _first, ...revokedHeaders } = revoked.headers;
    const { date: _second, ...unknownHeaders } = unknown.headers;
    expect([revoked.status, revoked.text, revokedHeaders]).toEqual([401, unknown.text, unknownHeaders]);
  });

  test('401 has a challenge, 405 tells what there is', async () => {
    const none = await mock.send('GET', '/notes');
    expect(none.headers['www-authenticate']).toBe('ApiKey realm="Small"');
    const wrong = await mock.send('DELETE', '/notes', { headers: withKey(reader) });
    expect(wrong.headers['allow']).toBe('GET, POST, HEAD, OPTIONS');
  });

  test('HEAD answers like GET without a body, and is guarded like it', async () => {
    expect((await mock.send('HEAD', '/notes')).status).toBe(401);
    const head = await mock.send('HEAD', '/notes', { headers: withKey(reader) });
    expect(head.status).toBe(200);
    expect(head.text).toBe('');
    expect(Number(head.headers['content-length'])).toBeGreaterThan(2);
  });

  test('OPTIONS tells the methods and nothing else', async () => {
    const answer = await mock.send('OPTIONS', '/notes', { headers: { Origin: 'https://evil.example' } });
    expect([answer.status, answer.text, answer.headers['allow']]).toEqual([
      204,
      '',
      'GET, POST, HEAD, OPTIONS',
    ]);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('the Date is that of the virtual clock, nothing is cacheable, no product is named', async () => {
    mock.app.mock.clock.freeze();
    mock.app.mock.clock.set(Date.UTC(2030, 0, 2, 3, 4, 5));
    const answer = await mock.send('GET', '/notes', { headers: withKey(reader) });
    expect(answer.headers['date']).toBe('Wed, 02 Jan 2030 03:04:05 GMT');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['x-powered-by']).toBeUndefined();
  });

  test('what the server did not foresee is a plain 500, told in the journal, and it goes on', async () => {
    let broken = true;
    const faulty = bench(model, {
      stages: {
        locate: () => {
          if (broken) throw new RangeError('an inner detail');
          return undefined;
        },
      },
    });
    const key = (
      await faulty.console('POST', '/keys', { auth: faulty.person('ada'), body: { rights: ['read'] } })
    ).body?.key;
    expect(key).toBeUndefined();
    const answer = await faulty.console('POST', '/keys', {
      auth: faulty.person('ada'),
      body: { rights: ['read'] },
    });
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('inner detail');
    const journal = await faulty.control('GET', '/spaces/main/journal');
    expect(journal.body.at(-1).refusal).toEqual({
      stage: 'server',
      cause: 'internal-error',
      reason: 'RangeError: an inner detail',
    });
    broken = false;
    expect(
      (await faulty.console('POST', '/keys', { auth: faulty.person('ada'), body: { rights: ['read'] } }))
        .status,
    ).toBe(201);
  });
});

describe('bodies', () => {
  test.each([
    ['unparsable JSON', '{"text":', 'application/json', 400],
    ['another content type', 'text=x', 'application/x-www-form-urlencoded', 415],
    ['no body', '', 'application/json', 422],
    ['JSON that is no object', 'null', 'application/json', 422],
    ['too large', JSON.stringify({ text: 'x'.repeat(1_100_000) }), 'application/json', 413],
  ])('%s', async (_name, body, type, status) => {
    const answer = await mock.send('POST', '/notes', {
      headers: { ...withKey(writer), 'Content-Type': type },
      body,
    });
    expect(answer.status).toBe(status);
  });

  test('read-only and undeclared members are ignored', async () => {
    const body = { text: 'mine', id: 'n-1', author: 'eve', size: 7, admin: true };
    const made = await mock.send('POST', '/notes', { headers: withKey(writer), body });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ text: 'mine', author: 'ada' });
    expect(made.body.id).not.toBe('n-1');
    expect(made.body.admin).toBeUndefined();
  });
});

describe('count', () => {
  test('the maximum holds under parallel issue, a freed place can be taken, the last one stays', async () => {
    const full = await mock.console('POST', '/keys', {
      auth: mock.person('ada'),
      body: { rights: ['read'] },
    });
    expect(full.status).toBe(409);
    expect(full.text).not.toContain('key_');
    const parallel = await Promise.all(
      Array.from({ length: 5 }, () =>
        mock.console('POST', '/keys', { auth: mock.person('eve'), body: { rights: ['read'] } }),
      ),
    );
    expect(parallel.map((answer) => answer.status).sort()).toEqual([201, 201, 409, 409, 409]);
    const ids = parallel.filter((answer) => answer.status === 201).map((answer) => answer.body.id);
    expect((await mock.console('DELETE', `/keys/${ids[0]}`, { auth: mock.person('eve') })).status).toBe(204);
    expect((await mock.console('DELETE', `/keys/${ids[0]}`, { auth: mock.person('eve') })).status).toBe(404);
    expect((await mock.console('DELETE', `/keys/${ids[1]}`, { auth: mock.person('eve') })).status).toBe(409);
    expect(
      (await mock.console('POST', '/keys', { auth: mock.person('eve'), body: { rights: ['read'] } })).status,
    ).toBe(201);
  });

  test('another tenant does not see, revoke or count the keys', async () => {
    const id = (await mock.console('POST', '/keys', { auth: mock.person('eve'), body: { rights: ['read'] } }))
      .body.id;
    expect((await mock.console('DELETE', `/keys/${id}`, { auth: mock.person('ada') })).status).toBe(404);
    expect((await mock.console('DELETE', `/keys/${id}`, { auth: mock.person('bob') })).status).toBe(403);
  });
});

describe('replaceable stages', () => {
  test('a stage can be replaced, the others stay', async () => {
    const lax = bench(model, {
      stages: {
        authorise: (call) => {
          call.tenant = 'red';
          call.reach = ['tenant'];
          return undefined;
        },
      },
    });
    const made = await lax.console('POST', '/keys', { auth: lax.person('bob'), body: { rights: ['read'] } });
    expect(made.status).toBe(201);
    expect((await lax.send('GET', '/notes')).status).toBe(401);
  });

  test('a stage can refuse with any cause of the document', async () => {
    const strict = bench(model, { stages: { flood: () => refuse('rate-limit', 'always') } });
    const answer = await strict.send('GET', '/notes');
    expect(answer.status).toBe(429);
  });
});
