import { type Call, type Refused, refuse } from '../call.ts';
import { inPath } from '../given.ts';
import { isWithin } from '../reach.ts';
import { isManaged } from '../state/credential.ts';

/** Does the named thing exist within reach, and each parent in the path? Hidden looks like absent, unless declared. */
export function locate(call: Call): Refused | undefined {
  const operation = call.operation?.operation;
  switch (operation?.objectKind) {
    case 'record':
      return locateParents(call) ?? locateRecord(call);
    case 'credential':
      return locateOwner(call, `${operation.object}.owner`) ?? locateCredential(call, operation.object);
    case 'user':
    case 'membership':
      return locateUser(call, operation.objectKind) ?? locateTenant(call, 'user.tenant');
    case 'tenant':
      call.subject = { type: 'tenant', tenant: call.tenant };
      return undefined;
    default:
      return undefined;
  }
}

function locateParents(call: Call): Refused | undefined {
  const { records } = call.world;
  for (const { parameter, collection } of call.operation?.parents ?? []) {
    if (!records.isCollection(collection)) continue;
    const parent = records.get(collection, call.params[parameter] ?? '');
    if (!parent) return refuse('unknown-record', `there is no such ${parameter}`);
    if (parent.tenant !== call.tenant)
      return refuse('foreign-record', `${parameter} belongs to another tenant`);
  }
  return locateOwner(call, 'user.id') ?? locateOwner(call, 'record.owner');
}

function locateRecord(call: Call): Refused | undefined {
  const { operation } = call;
  if (operation?.idParameter === undefined) return undefined;
  const record = call.world.records.get(operation.operation.object, call.params[operation.idParameter] ?? '');
  const isHere =
    record &&
    operation.parents.every(
      ({ parameter }) => (record.parents[parameter] ?? call.params[parameter]) === call.params[parameter],
    );
  if (!record || !isHere) return refuse('unknown-record', 'there is no such record');
  call.subject = { type: 'record', record };
  return isWithin(call, call.subject)
    ? undefined
    : refuse('foreign-record', 'the record is out of the caller\u2019s reach');
}

/** A user named by an owner's place in the path must be one of this tenant. */
function locateOwner(call: Call, attribute: string): Refused | undefined {
  const id = inPath(call, attribute);
  if (id === undefined) return undefined;
  const user = call.world.users.get(id);
  if (!user) return refuse('unknown-record', 'there is no such user');
  if (!user.roles.has(call.tenant)) return refuse('foreign-record', 'the user is no member of this tenant');
  call.named = user;
  const subject = { type: 'user', user } as const;
  return isWithin(call, subject)
    ? undefined
    : refuse('foreign-record', 'the user is out of the caller\u2019s reach');
}

function locateCredential(call: Call, kind: string): Refused | undefined {
  const id = inPath(call, `${kind}.id`);
  const credential = id === undefined ? ownCredential(call, kind) : call.world.credentials.byId(kind, id);
  if (id === undefined) {
    if (credential) call.subject = { type: 'credential', credential };
    return undefined;
  }
  if (!credential || !isManaged(credential, call.now))
    return refuse('unknown-record', 'there is no such credential');
  if (call.named && credential.owner !== call.named.id)
    return refuse('unknown-record', 'it is not a credential of that user');
  call.subject = { type: 'credential', credential };
  return isWithin(call, call.subject)
    ? undefined
    : refuse('foreign-record', 'the credential is out of the caller\u2019s reach');
}

/** Without an id the operation is about the credential that was presented. */
function ownCredential(call: Call, kind: string) {
  return call.verified.find(({ credential }) => credential.kind.name === kind)?.credential;
}

function locateUser(call: Call, type: 'user' | 'membership'): Refused | undefined {
  const id = inPath(call, 'user.id');
  const email = inPath(call, 'user.email');
  const { users } = call.world;
  if (id === undefined && email === undefined) {
    if (call.user) call.subject = { type: 'user', user: call.user };
    return undefined;
  }
  const user = id === undefined ? users.byEmail(email ?? '') : users.get(id);
  if (!user) return refuse('unknown-record', 'there is no such user');
  const isNew = type === 'membership' && call.operation?.operation.verb === 'create';
  call.named = user;
  call.subject = type === 'user' ? { type, user } : { type, user, tenant: call.tenant };
  return isNew || isWithin(call, call.subject)
    ? undefined
    : refuse('foreign-record', 'the user is out of the caller\u2019s reach');
}

/** A tenant to switch to must be one that the user belongs to. */
function locateTenant(call: Call, attribute: string): Refused | undefined {
  const tenant = inPath(call, attribute);
  if (tenant === undefined || call.subject?.type !== 'user') return undefined;
  if (!call.world.tenants.has(tenant)) return refuse('unknown-record', 'there is no such tenant');
  return call.subject.user.roles.has(tenant)
    ? undefined
    : refuse('foreign-record', 'the user is no member of that tenant');
}
