/** JSON Schema (2020-12) of the HAR files that carry a history: HAR's members that are read, and `_authproof`. */

const text = { type: 'string' };
const number = { type: 'number' };
const seq = { type: 'integer', minimum: 0 };
const texts = { type: 'array', items: text };
const anyObject = { type: 'object' };
const textsOrAny = { anyOf: [texts, { const: 'any' }] };
const oneOfTexts = (...values: readonly string[]) => ({ enum: values });

type Members = Readonly<Record<string, object>>;

function record(required: Members, optional: Members = {}) {
  return { type: 'object', required: Object.keys(required), properties: { ...required, ...optional } };
}

const headers = { type: 'array', items: record({ name: text, value: text }) };
const base = { kind: { const: 'fact' }, seq, experiment: text };

function fact(name: string, required: Members, optional: Members = {}) {
  return record({ ...base, fact: { const: name }, ...required }, { by: seq, ...optional });
}

const secretTraits = record(
  { length: number, alphabet: text, fitsSchema: { type: 'boolean' }, prefix: text },
  { jwt: record({ header: anyObject, claims: anyObject }), weakKey: { type: 'boolean' } },
);

const facts = [
  fact(
    'issued',
    {
      credential: text,
      type: text,
      how: oneOfTexts('issue', 'login', 'refresh', 'rotate', 'fixture', 'assertion', 'forged'),
      secret: secretTraits,
    },
    {
      id: text,
      name: text,
      owner: text,
      tenant: text,
      rights: texts,
      after: text,
      session: text,
      expiresAt: text,
    },
  ),
  fact('ended', { credential: text, cause: text }),
  fact('rotated', { from: text, to: text }),
  fact('credential-changed', { credential: text, set: anyObject }),
  fact('clock', { advancedSeconds: number, rung: oneOfTexts('hook', 'declared-short', 'wait') }),
  fact('user-made', { user: text, roles: texts, tenant: text, login: textsOrAny }),
  fact('user-changed', { user: text, change: text }, { to: texts }),
  fact('record-made', { collection: text, record: text }, { owner: text, tenant: text, group: text }),
  fact('record-changed', { collection: text, record: text }),
];

const note = record(
  {
    kind: { const: 'note' },
    seq,
    experiment: text,
    note: oneOfTexts('started', 'finished', 'lacking', 'broke', 'figure'),
    about: text,
    message: text,
  },
  { value: number, means: texts },
);

const exchange = record(
  {
    kind: { const: 'exchange' },
    seq,
    experiment: text,
    role: oneOfTexts('setup', 'control', 'probe', 'read-back', 'clean-up'),
    step: text,
    case: text,
    presented: { type: 'array', items: record({ scheme: text, form: text }, { credential: text }) },
    detail: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
    startedMs: number,
    endedMs: number,
    transport: oneOfTexts('client', 'raw', 'hook'),
  },
  {
    control: seq,
    readBackOf: seq,
    operation: text,
    connection: text,
    dateMs: number,
    trailers: headers,
    refusedInBody: { const: true },
    failure: record({
      kind: oneOfTexts('timeout', 'refused', 'reset', 'protocol', 'too-large', 'other'),
      message: text,
    }),
  },
);

const entry = record({
  request: record({ method: text, url: text, headers }, { postData: record({ text }) }),
  response: record({ status: { type: 'integer' }, headers, content: record({ text }) }),
  _authproof: exchange,
});

const mapOf = (values: object) => ({ type: 'object', additionalProperties: values });
const overlay = record(
  {},
  {
    users: mapOf(record({}, { id: text, email: text, tenant: text, roles: mapOf(texts), absent: text })),
    tenants: mapOf(text),
    accounts: record({
      credentials: { type: 'array', items: record({ kind: text, name: text }, { rights: texts }) },
      ids: mapOf(text),
    }),
    tolerances: record({}, { revocationSeconds: number, clockSkewSeconds: number }),
    limits: mapOf(record({}, { limit: number, windowSeconds: number })),
    acceptance: mapOf(anyObject),
    lacks: { type: 'array', items: record({ capability: text, reason: text }) },
  },
);

const ends = { cutShort: oneOfTexts('interrupted', 'request-ceiling'), stopped: text };

const head = record(
  {
    version: { const: 1 },
    spec: record({ name: text, title: text }),
    startedAt: text,
    target: record({ baseUrl: text, control: { type: 'boolean' } }, { overlay }),
    facts: {
      type: 'array',
      items: { type: 'object', required: ['fact'], discriminator: { propertyName: 'fact' }, oneOf: facts },
    },
    notes: { type: 'array', items: note },
  },
  ends,
);

export const harSchema = record({
  log: record({ version: { const: '1.2' }, _authproof: head, entries: { type: 'array', items: entry } }),
});
