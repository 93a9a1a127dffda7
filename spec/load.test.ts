import { describe, expect, it } from 'vitest';
import { basisOf, citationsOf, groundsOf } from './facts.ts';
import { bare, small } from './load/small-documents.test-data.ts';
import { loadText } from './load.ts';
import type { AuthModel, Operation } from './model.ts';

const model = loadText(small, 'specs/small.yaml');

function operation(of: AuthModel, key: string): Operation {
  const found = of.operations.find((candidate) => candidate.key === key);
  if (found === undefined) throw new Error(`no ${key}`);
  return found;
}

describe('a document with the vocabulary', () => {
  it('is named after its file', () => {
    expect([model.name, model.title, model.source, model.cites]).toEqual([
      'small',
      'Small',
      'specs/small.yaml',
      true,
    ]);
  });

  it('has its credentials with lives, bounds and names', () => {
    expect(model.credentials.get('token')).toMatchObject({
      rights: ['own'],
      names: ['reader', 'chief'],
      isPassword: false,
      lifetime: { afterSeconds: 3600, withinSeconds: 3600 },
      idle: { afterSeconds: 300, withinSeconds: 360 },
      starts: { afterSeconds: 0, withinSeconds: 0 },
      ends: { afterSeconds: 0, withinSeconds: 5 },
      rotation: 'none',
      uses: 'any',
      count: { min: 0, max: 3, per: 'user' },
      secret: { kind: 'opaque', schema: { minLength: 40 } },
      displayedBy: ['POST /tokens'],
      displayedOnce: true,
    });
    expect(model.schemes.get('person')).toMatchObject({ template: '{user.email}:{user.password}' });
    expect(model.credentials.get('person')).toMatchObject({ isPassword: true, names: ['reader', 'chief'] });
  });

  it('knows a JWT by its contentSchema, with the places of its claims', () => {
    const secret = model.credentials.get('Renewal')?.secret;
    expect(secret).toMatchObject({ kind: 'jwt', header: { properties: { alg: { const: 'HS256' } } } });
    const places = secret?.kind === 'jwt' ? secret.places : [];
    expect(places).toMatchObject([
      { attribute: 'Renewal.expiresAt', in: 'claim', at: '/exp', required: true },
    ]);
  });

  it('turns annotations into places', () => {
    const issue = operation(model, 'POST /tokens');
    expect(
      issue.request.map(({ attribute, at, readOnly, required }) => [attribute, at, readOnly, required]),
    ).toEqual([
      ['token.id', '/id', true, true],
      ['token.rights', '/rights', false, true],
    ]);
    expect(issue.responses.get(201)?.places.map(({ attribute, at }) => `${attribute} ${at}`)).toEqual([
      'token.id /id',
      'token.rights /rights',
      'token.secret /value',
    ]);
  });

  it('tells the variants of a body apart, and marks array elements by *', () => {
    const login = operation(model, 'POST /sessions');
    expect(login.request.map(({ attribute, at, variant }) => [attribute, at, variant])).toEqual([
      ['user.email', '/mail', 0],
      ['Renewal.secret', '/old', 1],
    ]);
    expect(login.responses.get(200)?.places).toMatchObject([
      { attribute: 'Renewal.secret', at: '/all/*/renewal', required: false },
    ]);
  });

  it('takes verbs as declared, else by REST', () => {
    const verbs = model.operations.map(({ key, verb, object, objectKind, verbDeclared }) => [
      key,
      verb,
      object,
      objectKind,
      verbDeclared,
    ]);
    expect(verbs).toEqual([
      ['POST /tokens', 'issue', 'token', 'credential', true],
      ['POST /sessions', 'login', 'Renewal', 'credential', true],
      ['GET /notes', 'list', '/notes', 'record', false],
      ['DELETE /notes/{id}', 'delete', '/notes', 'record', false],
      ['GET /notes/{note_id}/lines', 'list', '/notes/{note_id}/lines', 'record', false],
    ]);
  });

  it('takes the relation from the operation, its tag, or the tenant', () => {
    expect(operation(model, 'GET /notes').relation).toEqual({ reader: ['owner'], chief: ['tenant'] });
    expect(operation(model, 'GET /notes/{note_id}/lines').relation).toEqual({ '*': ['tenant'] });
    expect(operation(model, 'POST /tokens').console).toBe(true);
    expect(operation(model, 'GET /notes').console).toBe(false);
  });

  it('answers every cause: by name, by parent, by the usual status', () => {
    const { refusals } = operation(model, 'POST /tokens');
    const statuses = Object.fromEntries([...refusals].map(([cause, { status }]) => [cause, status]));
    expect(statuses).toEqual({
      'unknown-path': 404,
      'wrong-method': 405,
      'unsupported-media-type': 415,
      'malformed-body': 400,
      'no-credential': 401,
      'two-credentials': 401,
      'bad-credential': 401,
      malformed: 401,
      unknown: 401,
      tampered: 401,
      expired: 401,
      revoked: 401,
      disabled: 401,
      pending: 401,
      'wrong-login': 401,
      'login-blocked': 403,
      'no-right': 403,
      'foreign-record': 404,
      'unknown-record': 404,
      'invalid-request': 422,
      duplicate: 409,
      maximum: 409,
      minimum: 409,
      'rate-limit': 429,
    });
    expect(refusals.get('maximum')).toMatchObject({ declared: true, named: true });
    expect(refusals.get('rate-limit')).toMatchObject({ declared: false, named: false, body: undefined });
    expect(operation(model, 'POST /sessions').refusals.get('login-blocked')).toMatchObject({
      status: 401,
      named: true,
    });
  });

  it('gives each cause its own body and challenge, else those of its parent', () => {
    const { refusals } = operation(model, 'GET /notes');
    expect(refusals.get('no-credential')).toMatchObject({
      body: { code: 'unauthorized' },
      headers: { 'WWW-Authenticate': 'Bearer' },
    });
    expect(refusals.get('expired')).toMatchObject({
      body: { code: 'expired' },
      headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
    });
    expect(refusals.get('wrong-login')?.headers).toEqual({});
  });

  it('does not take the example of a header that holds an attribute for its value', () => {
    const headers =
      '{description: Slow, headers: {Retry-After: {schema: {type: integer}, example: 9, x-auth-field: tier.resetIn}, X-Fixed: {schema: {const: yes}}}}';
    const limited = loadText(small.replace("'429': {description: Slow}", `'429': ${headers}`), 's.yaml');
    expect(operation(limited, 'GET /notes').refusals.get('rate-limit')?.headers).toEqual({
      'X-Fixed': 'yes',
    });
  });

  it('looks facts up from the inside out', () => {
    const token = model.credentials.get('token');
    const list = operation(model, 'GET /notes');
    expect(token && citationsOf(token, 'ends')).toEqual([{ statement: 'SM-02', basis: 'assumed' }]);
    expect(token && citationsOf(token, 'rights')).toEqual([{ statement: 'SM-03', basis: 'stated' }]);
    expect(citationsOf(list, 'reader')).toEqual([{ statement: 'SM-05', basis: 'stated' }]);
    expect(citationsOf(list, 'undeclared')).toEqual([{ statement: 'SM-09', basis: 'stated' }]);
    expect(basisOf(model, citationsOf(list, 'path'))).toBe('assumed');
    expect(groundsOf(model, list, 'path')).toEqual([{ statement: 'uncited', basis: 'assumed' }]);
    const secret = operation(model, 'POST /tokens').responses.get(201)?.places.at(-1);
    expect(secret && citationsOf(secret, 'display')).toEqual([{ statement: 'SM-04', basis: 'stated' }]);
  });

  it('has tiers and departures', () => {
    expect(model.tiers).toMatchObject([
      {
        name: 'burst',
        on: 'scheme',
        scheme: 'token',
        limit: 10,
        windowSeconds: 60,
        per: ['credential'],
        methods: ['GET', 'POST'],
        counts: 'all',
        algorithm: 'fixed-window',
      },
    ]);
    expect(model.departures.get('bearer-scheme-required')).toMatchObject({
      from: 'RFC 6750 §2.1',
      because: 'Old clients.',
    });
  });

  it('has a matrix row per collection and scheme', () => {
    const row = model.matrix.find(({ path, scheme }) => path === '/notes' && scheme === 'token');
    const cells = [...(row?.cells ?? [])].map(([name, cell]) => [
      name,
      ...[...cell].filter(([, { allowed }]) => allowed).map(([method]) => method),
    ]);
    expect(cells).toEqual([
      ['reader', 'GET'],
      ['chief', 'GET', 'DELETE'],
    ]);
    expect(row?.cells.get('reader')?.get('PUT')).toEqual({
      allowed: false,
      basis: 'stated',
      citations: [{ statement: 'SM-09', basis: 'stated' }],
    });
    expect(row?.sequence).toBeUndefined();
  });

  it('is frozen through and through', () => {
    const users = model.fixtures.users as Map<string, unknown>;
    const kinds = model.credentials as Map<string, unknown>;
    expect(() => kinds.set('x', {})).toThrow('frozen');
    expect(() => users.clear()).toThrow('frozen');
    expect(Object.isFrozen(model.operations[0]?.responses.get(201)?.places)).toBe(true);
    expect(Object.isFrozen(model.document.info)).toBe(true);
  });
});

describe('a bare document', () => {
  const plain = loadText(bare, 'bare.yaml');

  it('is its own source', () => {
    expect(plain.cites).toBe(false);
    expect(basisOf(plain, [])).toBe('stated');
  });

  it('infers verbs, also of a single object', () => {
    expect(plain.operations.map(({ key, verb }) => `${key}: ${verb}`)).toEqual([
      'GET /pets: list',
      'POST /pets: create',
      'GET /pets/{petId}: read',
      'PUT /pets/{petId}: update',
      'DELETE /pets/{petId}: delete',
      'GET /profile: read',
    ]);
  });

  it('takes ranges and default for what no status declares', () => {
    expect(operation(plain, 'GET /pets').refusals.get('no-credential')).toMatchObject({
      status: 401,
      declared: true,
      body: { error: 'refused' },
    });
    expect(operation(plain, 'POST /pets').refusals.get('no-right')).toMatchObject({
      status: 403,
      declared: true,
    });
    expect(operation(plain, 'POST /pets').refusals.get('invalid-request')).toMatchObject({
      status: 400,
      declared: true,
    });
    expect(operation(plain, 'GET /profile').refusals.get('no-credential')).toMatchObject({
      status: 401,
      declared: false,
    });
  });

  it('gives credentials the names that security asks for', () => {
    expect(plain.credentials.get('oauth')).toMatchObject({
      rights: ['own'],
      names: ['pets:read', 'pets:write'],
    });
    expect(plain.credentials.get('key')).toMatchObject({ rights: [], names: [] });
  });

  it('takes path parameters that are not declared as text', () => {
    expect(operation(plain, 'GET /pets/{petId}').parameters).toEqual([
      { name: 'petId', in: 'path', required: true, schema: { type: 'string' } },
    ]);
  });

  it('reads JSON as well', () => {
    const json = JSON.stringify({ openapi: '3.1.0', info: { title: 'J', version: '1' }, paths: {} });
    expect(loadText(json, 'j.json')).toMatchObject({ name: 'j', operations: [] });
  });
});

describe('fixtures', () => {
  const { fixtures } = model;

  it('fill in what users leave out', () => {
    expect(fixtures.users.get('rita')).toMatchObject({
      email: 'rita@east.example',
      password: 'pw-rita-2Long',
      login: 'any',
      tenant: 'east',
    });
    expect(fixtures.users.get('both')).toMatchObject({ tenant: 'west', login: [] });
    expect([...(fixtures.users.get('both')?.roles ?? [])]).toEqual([
      ['west', ['reader', 'chief']],
      ['east', ['chief']],
    ]);
  });

  it('add a user for each role and tenant that nobody who can sign in plays alone', () => {
    expect([...fixtures.users.keys()]).toEqual(['rita', 'both', 'chief-east', 'reader-west', 'chief-west']);
  });

  it('add two records per collection and tenant, with owners and parents', () => {
    expect(fixtures.records.get('/notes')).toEqual([
      { id: 'notes-east-1', tenant: 'east', owner: 'rita', parents: {}, data: {} },
      { id: 'notes-east-2', tenant: 'east', owner: 'both', parents: {}, data: {} },
      { id: 'notes-west-1', tenant: 'west', owner: 'both', parents: {}, data: {} },
      { id: 'notes-west-2', tenant: 'west', owner: 'reader-west', parents: {}, data: {} },
    ]);
    expect(fixtures.records.get('/notes/{note_id}/lines')?.map(({ id, parents }) => [id, parents])).toEqual([
      ['lines-east-1', { note_id: 'notes-east-1' }],
      ['lines-east-2', { note_id: 'notes-east-1' }],
      ['lines-west-1', { note_id: 'notes-west-1' }],
      ['lines-west-2', { note_id: 'notes-west-1' }],
    ]);
  });

  it('place declared credentials with their owner', () => {
    expect(fixtures.credentials).toEqual([
      { kind: 'token', name: 'first', tenant: 'west', owner: 'both', rights: ['chief'] },
    ]);
  });

  it('keep the data of declared records', () => {
    const text = small.replace(
      '  credentials: [',
      '  records: {/notes: [{id: n-1, owner: both, title: Hello}]}\n  credentials: [',
    );
    expect(loadText(text, 's.yaml').fixtures.records.get('/notes')).toEqual([
      { id: 'n-1', tenant: 'west', owner: 'both', parents: {}, data: { title: 'Hello' } },
    ]);
  });

  it('add one user per tenant if there are people but no roles', () => {
    const text =
      "openapi: 3.1.0\ninfo: {title: P, version: '1'}\ncomponents: {securitySchemes: {person: {type: http, scheme: basic}}}\npaths: {/a: {get: {security: [{person: []}], responses: {'200': {description: Yes}}}}}\n";
    const { users, tenants } = loadText(text, 'p.yaml').fixtures;
    expect([tenants, [...users.keys()]]).toEqual([['main'], ['user-main']]);
  });
});
