import type { Exchange, Fact, HeaderPair, History, HistoryEvent, Note } from './history.ts';

/** A small hand-made history of a made-up library's API, for tests. */

export function exchange(seq: number, change: Partial<Exchange> = {}): Exchange {
  return {
    kind: 'exchange',
    seq,
    experiment: 'matrix-sweep',
    role: 'probe',
    step: 'probe',
    case: 'Volunteer',
    operation: 'GET /books',
    presented: [{ scheme: 'bearer', credential: 'token#3', form: 'documented' }],
    detail: {},
    request: {
      method: 'GET',
      url: 'https://library.example/v1/books',
      headers: [
        ['Host', 'library.example'],
        ['Authorization', 'Bearer ⟦token#3⟧'],
      ],
    },
    response: answer(200, '{"books":[]}'),
    startedMs: seq * 10,
    endedMs: seq * 10 + 4,
    transport: 'client',
    connection: 'c1',
    ...change,
  };
}

export function answer(status: number, body: string, headers: readonly HeaderPair[] = []) {
  return {
    status,
    headers: [['Content-Type', 'application/json'], ...headers] satisfies readonly HeaderPair[],
    body,
    dateMs: Date.UTC(2026, 0, 5, 9, 0, 0),
  };
}

const fact: Fact = {
  kind: 'fact',
  seq: 3,
  experiment: 'matrix-sweep',
  by: 2,
  fact: 'issued',
  credential: 'token#3',
  type: 'token',
  how: 'issue',
  rights: ['Volunteer'],
  secret: {
    length: 40,
    alphabet: 'abc123',
    fitsSchema: true,
    prefix: 'lb_',
    jwt: { header: { alg: 'HS256' }, claims: { sub: 'anna' } },
  },
};
const note: Note = {
  kind: 'note',
  seq: 1,
  experiment: 'matrix-sweep',
  note: 'started',
  about: '',
  message: '',
};

export function history(events: readonly HistoryEvent[]): History {
  return {
    version: 1,
    spec: { name: 'library', title: 'Library API' },
    startedAt: '2026-01-05T09:00:00.000Z',
    target: { baseUrl: 'https://library.example/v1', control: true },
    events,
  };
}

/** One event of each kind, a body, duplicate headers, a lone surrogate and a failed request. */
export const everyKindOfEvent: readonly HistoryEvent[] = [
  note,
  exchange(2, {
    request: {
      method: 'POST',
      url: 'https://library.example/v1/tokens?a=1&a=2',
      headers: [
        ['Content-Type', 'application/json'],
        ['X-Twice', '1'],
        ['x-twice', '2'],
      ],
      body: '{"name":"it\'s \\"mine\\""}',
    },
    response: answer(201, '{"secret":"⟦token#3⟧","odd":"\ud800"}'),
    detail: { name: 'x-forwarded-for', count: 2, raw: false },
  }),
  fact,
  {
    kind: 'fact',
    seq: 4,
    experiment: 'x',
    fact: 'user-made',
    user: 'anna',
    roles: ['Librarian'],
    tenant: 't1',
    login: 'any',
  },
  exchange(5, {
    control: 2,
    request: { method: 'GET', url: 'https://library.example/v1/books', headers: [], body: '' },
  }),
  withoutResponse(exchange(6, { failure: { kind: 'reset', message: 'socket hang up' } })),
  {
    kind: 'note',
    seq: 7,
    experiment: 'load',
    note: 'figure',
    about: 'latency',
    message: 'p99 ms',
    value: 12.5,
  },
];

function withoutResponse(full: Exchange): Exchange {
  const { response: _, ...rest } = full;
  return rest;
}
