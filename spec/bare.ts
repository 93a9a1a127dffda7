import { speaksVocabulary } from './load/sources.ts';
import type {
  AuthModel,
  CredentialKind,
  FixtureCredential,
  FixtureRecord,
  FixtureUser,
  Operation,
} from './model.ts';

/** A document without any key of the vocabulary: it names no accounts, and what it implies is all that it says. */
export function isBare({ document }: Pick<AuthModel, 'document'>): boolean {
  let speaks = speaking.get(document);
  if (speaks === undefined) {
    speaks = speaksVocabulary(document);
    speaking.set(document, speaks);
  }
  return !speaks;
}

/** Asked once per verdict, and documents can be large. */
const speaking = new WeakMap<object, boolean>();

/** What a tester has on a target that such a document describes. Nothing in it is secret. */
export interface Accounts {
  /** Without `rights` nobody knows what names it holds. */
  readonly credentials: readonly {
    readonly kind: string;
    readonly name: string;
    readonly rights?: readonly string[];
  }[];
  /** Ids by the path up to and with their parameter: `/plans/{plan_id}`. */
  readonly ids: Readonly<Record<string, string>>;
}

/** The one tenant in which all accounts of a bare document are. */
export const tenant = 'main';

/** A bare model with the accounts and records that are there, in place of those that the loader makes up for a mock. */
export function withAccounts(model: AuthModel, accounts: Accounts): AuthModel {
  const kindOf = (name: string): CredentialKind | undefined => model.credentials.get(name);
  const users = new Map<string, FixtureUser>();
  const credentials: FixtureCredential[] = [];
  const ids = new Map(Object.entries(accounts.ids));
  for (const { kind, name, rights: known } of accounts.credentials) {
    const rights = known ?? kindOf(kind)?.names ?? [];
    const isUnknown = known === undefined && rights.length > 0;
    if (kindOf(kind)?.isPassword === true)
      users.set(name, { ...personOf(name, rights), ...(isUnknown ? { rolesUnknown: true } : {}) });
    else
      credentials.push({
        kind,
        name,
        tenant,
        rights,
        ...(isUnknown ? { rightsUnknown: true } : {}),
      });
  }
  return {
    ...model,
    operations: model.operations.map((operation) => withIds(operation, ids)),
    fixtures: {
      ...model.fixtures,
      tenants: [tenant],
      groups: [],
      users,
      credentials,
      records: recordsOf(model, ids),
    },
  };
}

/** Address and password are the tester's and come with the target. */
function personOf(name: string, roles: readonly string[]): FixtureUser {
  return {
    name,
    email: name,
    password: '',
    tenant,
    roles: new Map([[tenant, roles]]),
    groups: [],
    login: 'any',
    facts: {},
  };
}

/** Each path parameter with the path up to it. */
export function pathParameters(path: string): readonly (readonly [name: string, prefix: string])[] {
  return [...path.matchAll(/\{([^/{}]+)\}/g)].map((match) => [
    match[1] ?? '',
    path.slice(0, match.index + match[0].length),
  ]);
}

function recordsOf(
  model: AuthModel,
  ids: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly FixtureRecord[]> {
  const records = new Map<string, readonly FixtureRecord[]>();
  for (const { path, object, objectKind } of model.operations) {
    const own = pathParameters(path).find(
      ([, prefix]) => prefix.slice(0, prefix.lastIndexOf('/')) === object,
    );
    const id = own === undefined ? undefined : ids.get(own[1]);
    const parents = pathParameters(object).map(([name, prefix]) => [name, ids.get(prefix)] as const);
    if (objectKind !== 'record' || id === undefined || parents.some(([, value]) => value === undefined))
      continue;
    records.set(object, [
      {
        id,
        tenant,
        parents: Object.fromEntries(parents.map(([name, value]) => [name, value ?? ''])),
        data: {},
      },
    ]);
  }
  return records;
}

/** What was found for a path parameter becomes its example. */
function withIds(operation: Operation, ids: ReadonlyMap<string, string>): Operation {
  const found = new Map(
    pathParameters(operation.path).flatMap(([name, prefix]) => {
      const id = ids.get(prefix);
      return id === undefined ? [] : [[name, id] as const];
    }),
  );
  if (found.size === 0) return operation;
  return {
    ...operation,
    parameters: operation.parameters.map((parameter) => {
      const id = parameter.in === 'path' ? found.get(parameter.name) : undefined;
      return id === undefined ? parameter : { ...parameter, schema: { ...parameter.schema, examples: [id] } };
    }),
  };
}
