import type { AuthModel, Operation, Place } from '../spec/model.ts';
import { type Answered, type Bench, basic } from './bench.test-data.ts';

/** Calls every operation of a document as every kind of user, with what earlier answers gave. */

export interface Step {
  readonly operation: Operation;
  readonly answer: Answered;
  readonly who: string;
}

/** What one walk has got so far: values by kind and owner, ids by attribute. */
interface Wallet {
  readonly values: Map<string, string>;
  readonly ids: Map<string, string[]>;
}

/** Every operation by every kind of user, on themselves and on others: reads first, removals last. */
export async function walk(mock: Bench, model: AuthModel): Promise<readonly Step[]> {
  const steps: Step[] = [];
  for (const name of differentUsers(model)) {
    mock.app.mock.reset();
    const wallet: Wallet = { values: new Map(), ids: new Map() };
    for (const { kind, secret, owner } of (await mock.control('GET', '/spaces/main/credentials')).body) {
      if (!wallet.values.has(`${kind} ${owner ?? name}`))
        wallet.values.set(`${kind} ${owner ?? name}`, secret);
    }
    const others = [...model.fixtures.users.keys()].filter(
      (other) => other !== name && isNear(model, name, other),
    );
    const makers = model.operations.filter(({ verb }) => verb === 'login' || verb === 'issue');
    const forOthers = makers.filter((operation) =>
      operation.request.some((place) => place.attribute.endsWith('.owner')),
    );
    for (const operation of [...makers, ...makers]) await visit(mock, operation, name, [name], wallet, steps);
    for (const operation of forOthers)
      for (const actor of others) await visit(mock, operation, actor, [name], wallet, steps);
    for (const operation of model.operations.toSorted((a, b) => rank(a) - rank(b))) {
      if (rank(operation) > 8)
        for (const maker of makers) await visit(mock, maker, name, [name], wallet, steps);
      await visit(mock, operation, name, targetsOf(operation, name, others), wallet, steps);
    }
  }
  return steps;
}

/** Removals hit somebody else, each another one: who is gone can't be removed again. */
function targetsOf(
  { verb, objectKind }: Operation,
  name: string,
  others: readonly string[],
): readonly string[] {
  if (verb === 'delete' && objectKind === 'membership') return others.slice(0, 1);
  return verb === 'delete' && objectKind === 'user' ? others.slice(1, 2) : [...others.slice(0, 2), name];
}

/** One user for each set of roles and ways in. */
function differentUsers(model: AuthModel): readonly string[] {
  const users = [...model.fixtures.users].toSorted(([, a], [, b]) => b.groups.length - a.groups.length);
  const byForm = Map.groupBy(users, ([, { roles, login }]) => JSON.stringify([[...roles.values()], login]));
  return [...byForm.values()].flatMap(([first]) => (first ? [first[0]] : []));
}

function isNear(model: AuthModel, name: string, other: string): boolean {
  return model.fixtures.users.get(name)?.tenant === model.fixtures.users.get(other)?.tenant;
}

/** What would stand in the way of others comes later: removals, changes of people, the end of the session. */
function rank({ verb, objectKind, request }: Operation): number {
  if (request.some((place) => place.attribute === 'user.password' && verb === 'update')) return 10;
  if (verb === 'update' && objectKind === 'user') return 8;
  const ranks: Partial<Record<Operation['verb'], number>> = {
    list: 0,
    read: 1,
    refresh: 3,
    update: 4,
    revoke: 6,
    delete: 7,
    logout: 9,
  };
  return ranks[verb] ?? 2;
}

async function visit(
  mock: Bench,
  operation: Operation,
  actor: string,
  targets: readonly string[],
  wallet: Wallet,
  steps: Step[],
): Promise<void> {
  for (const path of pathsFor(mock.model, operation, actor, targets, wallet)) {
    for (const [who, headers] of [['nobody', {}] as const, ...waysIn(mock.model, operation, actor, wallet)]) {
      const answer = await call(mock, operation, path, actor, headers, wallet);
      steps.push({ operation, answer, who: `${actor}/${who}` });
      remember(mock.model, operation, path, actor, answer, wallet);
      mock.app.mock.clock.advance(100);
    }
  }
}

/** One way in per security requirement whose credentials the user has. */
function waysIn(
  model: AuthModel,
  operation: Operation,
  name: string,
  { values }: Wallet,
): (readonly [string, Record<string, string>])[] {
  const user = model.fixtures.users.get(name);
  return operation.security.flatMap((requirement) => {
    const headers: Record<string, string> = {};
    for (const schemeName of requirement.keys()) {
      const scheme = model.schemes.get(schemeName);
      const isPassword = model.credentials.get(scheme?.credential ?? '')?.isPassword;
      const secret = values.get(`${scheme?.credential} ${name}`);
      if (!scheme || (!isPassword && secret === undefined)) return [];
      const { carrier } = scheme;
      const text = scheme.template
        .replace('{user.email}', user?.email ?? '')
        .replace('{user.id}', name)
        .replace('{user.password}', user?.password ?? '')
        .replace('{secret}', secret ?? '');
      if (carrier.in === 'cookie') headers['Cookie'] = `${carrier.name}=${text}`;
      else if (carrier.in === 'query') headers['?'] = `${carrier.name}=${text}`;
      else if (carrier.scheme === 'basic') headers[carrier.name] = basic(text);
      else headers[carrier.name] = carrier.scheme === undefined ? text : `${carrier.scheme} ${text}`;
    }
    return requirement.size === 0 ? [] : [[[...requirement.keys()].join('+'), headers] as const];
  });
}

function pathsFor(
  model: AuthModel,
  operation: Operation,
  name: string,
  targets: readonly string[],
  { ids }: Wallet,
): readonly string[] {
  const tenant = model.fixtures.users.get(name)?.tenant ?? '';
  let paths = [operation.path];
  for (const [, parameter = ''] of operation.path.matchAll(/\{([^}]+)\}/g)) {
    const attribute =
      operation.request.find((place) => place.in === 'path' && place.at === parameter)?.attribute ??
      'record.id';
    const collection = operation.path.slice(0, operation.path.indexOf(`/{${parameter}}`));
    const records = (model.fixtures.records.get(collection) ?? [])
      .filter((record) => record.tenant === tenant)
      .map((record) => record.id);
    const byAttribute =
      attribute === 'tenant.id' || attribute === 'user.tenant'
        ? [tenant]
        : attribute === 'user.id' || attribute.endsWith('.owner')
          ? targets
          : undefined;
    const made = ids.get(attribute)?.slice(operation.verb === 'revoke' ? -2 : -1);
    const values = byAttribute ?? (attribute === 'record.id' ? records : (made ?? ['none']));
    paths = paths.flatMap((path) => values.map((value) => path.replace(`{${parameter}}`, value)));
  }
  return paths;
}

async function call(
  mock: Bench,
  operation: Operation,
  path: string,
  name: string,
  { '?': query, ...headers }: Record<string, string>,
  wallet: Wallet,
): Promise<Answered> {
  const body = bodyFor(operation, name, mock.model, wallet);
  const isForm = operation.body?.mediaType.includes('urlencoded');
  const sending = {
    headers,
    ...(body === undefined ? {} : isForm ? { form: body as Record<string, string> } : { body }),
  };
  return (operation.console ? mock.console : mock.send)(
    operation.method,
    path + (query ? `?${query}` : ''),
    sending,
  );
}

/** Keeps the credentials and ids of an answer, so that later calls can use them. */
function remember(
  model: AuthModel,
  operation: Operation,
  path: string,
  actor: string,
  answer: Answered,
  { values, ids }: Wallet,
): void {
  const ownerAt = operation.request.find(
    (place) => place.in === 'path' && place.attribute.endsWith('.owner'),
  )?.at;
  const position = operation.path.split('/').indexOf(`{${ownerAt}}`);
  const owner = position < 0 ? actor : (path.split('/')[position] ?? actor);
  if (answer.status >= 300) return;
  const ended = path.split('/').at(-1) ?? '';
  if (operation.verb === 'revoke')
    for (const [attribute, list] of ids)
      ids.set(
        attribute,
        list.filter((id) => id !== ended),
      );
  for (const place of operation.responses.get(answer.status)?.places ?? []) {
    const [kind = '', member] = place.attribute.split('.');
    const value =
      place.in === 'header'
        ? cookieOf(model, kind, answer)
        : place.at
            .split('/')
            .slice(1)
            .reduce((part, step) => part?.[step], answer.body);
    if (typeof value !== 'string') continue;
    if (member === 'secret') values.set(`${kind} ${owner}`, value);
    if (member === 'id' && operation.verb === 'issue')
      ids.set(place.attribute, [...(ids.get(place.attribute) ?? []), value]);
  }
}

function cookieOf(model: AuthModel, kind: string, answer: Answered): string | undefined {
  const scheme = [...model.schemes.values()].find(
    (entry) => entry.credential === kind && entry.carrier.in === 'cookie',
  );
  const line = answer.cookies.find((entry) => entry.startsWith(`${scheme?.carrier.name}=`));
  return line?.split(';')[0]?.split('=')[1];
}

let unique = 0;

/** The document's example, with this user's sign-in, fresh addresses and every right of the kind. */
function bodyFor(
  operation: Operation,
  name: string,
  model: AuthModel,
  { values }: Wallet,
): object | undefined {
  const user = model.fixtures.users.get(name);
  if (!operation.body) return undefined;
  const made: Record<string, unknown> = { ...(operation.body.example as object) };
  for (const place of operation.request) {
    const key = place.at.slice(1);
    if (place.in !== 'body' || !(key in made)) continue;
    const [kind = '', member] = place.attribute.split('.');
    if (place.attribute === 'user.email')
      made[key] = operation.verb === 'login' ? user?.email : `new-${unique++}@example.com`;
    if (place.attribute === 'user.password' && operation.verb !== 'create') made[key] = user?.password;
    if (place.attribute === 'record.group' && user?.groups[0] !== undefined) made[key] = user.groups[0];
    if (place.attribute === 'user.id')
      made[key] = [...model.fixtures.users.keys()].findLast(
        (other) => other !== name && isNear(model, name, other),
      );
    if (member === 'secret' && operation.verb === 'issue')
      made[key] = String(made[key]).replace(/.{4}$/, String(1000 + (unique++ % 9000)));
    else if (member === 'secret') made[key] = values.get(`${kind} ${name}`) ?? made[key];
    if (member === 'rights' && Array.isArray(made[key])) made[key] = rightsOf(model, kind, place.schema);
  }
  return made;
}

function rightsOf(model: AuthModel, kind: string, schema: Place['schema']): readonly string[] {
  const items = (schema['items'] ?? {}) as { enum?: string[]; oneOf?: { const: string }[] };
  const allowed = items.enum ?? items.oneOf?.map((entry) => entry.const);
  return (model.credentials.get(kind)?.names ?? []).filter((entry) => allowed?.includes(entry) ?? true);
}
