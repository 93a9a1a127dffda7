import type { Holder, RecordTraits } from '../spec/access.test-data.ts';
import type { AuthModel, CredentialKind, Operation } from '../spec/model.ts';
import { modelOf, smallDocument } from './bench.test-data.ts';
import type { Call } from './call.ts';
import { defaultParts } from './parts.ts';
import { prepareGuard } from './plan/guard.ts';
import { prepare } from './plan/plan.ts';
import { isWithin } from './reach.ts';
import { authorise } from './stages/authorise.ts';
import type { Credential } from './state/credential.ts';
import { Users } from './state/users.ts';
import { World } from './state/world.ts';

const world = new World('access', prepare(modelOf(smallDocument), 'after'), defaultParts);

/** What the mock decides: refused, or which of the records are within reach. */
export function accessOf(
  model: AuthModel,
  operation: Operation,
  holder: Holder,
  records: readonly RecordTraits[],
): 'refused' | readonly boolean[] {
  world.users = new Users();
  for (const one of holder.people)
    world.users.add({
      ...one,
      tenant: holder.tenant,
      email: '',
      passwordDigest: undefined,
      login: 'any',
      data: {},
    });
  const call = callOf(model, operation, holder);
  if (authorise(call)) return 'refused';
  return records.map((record) =>
    isWithin(call, {
      type: 'record',
      record: { ...record, id: 'r', createdBy: undefined, parents: {}, data: {} },
    }),
  );
}

function callOf(model: AuthModel, operation: Operation, holder: Holder): Call {
  const route = world.plan.api.match('/notes')?.route;
  const plan = route?.operations.get('GET');
  if (!plan) throw new Error('the document has lost its operation');
  const { method, security } = operation;
  return {
    world,
    request: {} as Call['request'],
    now: 0,
    isConsole: false,
    address: '',
    route,
    operation: { ...plan, operation },
    guard: prepareGuard(model, world.plan.schemes, { operation: operation.key, method, security, tiers: [] }),
    params: {},
    tickets: [],
    empty: [],
    verified: Object.entries(holder.presented).flatMap(([name, rights]) => {
      const scheme = model.schemes.get(name);
      const kind = model.credentials.get(scheme?.credential ?? '');
      return scheme && kind ? [{ scheme, credential: credentialOf(kind, rights, holder) }] : [];
    }),
    actor: undefined,
    user: undefined,
    names: [],
    tenant: '',
    reach: [],
    subject: undefined,
    named: undefined,
    body: undefined,
    outcome: {},
    refusal: undefined,
    failure: undefined,
  };
}

function credentialOf(kind: CredentialKind, rights: readonly string[], { tenant, user }: Holder): Credential {
  return {
    id: kind.name,
    kind,
    tenant,
    owner: user,
    session: 's',
    digest: '',
    readable: undefined,
    hint: undefined,
    name: undefined,
    rights: [...rights],
    data: {},
    issuedAt: 0,
    startsAt: 0,
    expiresAt: undefined,
    enabled: true,
    usedAt: undefined,
    timesUsed: 0,
    end: undefined,
  };
}
