import type { Relation } from '../spec/model.ts';
import type { Call, Subject } from './call.ts';

/** Whose a thing is, whatever it is. */
interface Belonging {
  readonly owner: string | undefined;
  readonly groups: readonly string[];
}

/** Is the thing inside the tenant of the call, and does one of the caller's relations reach it? */
export function isWithin(call: Call, subject: Subject): boolean {
  if (!isInside(call, subject)) return false;
  if (call.reach.includes('tenant')) return true;
  const belonging = belongingOf(call, subject);
  return call.reach.some((relation) => relation !== 'tenant' && holds(call, relation, belonging));
}

function holds(
  { user, world }: Call,
  relation: Exclude<Relation, 'tenant'>,
  { owner, groups }: Belonging,
): boolean {
  if (!user) return false;
  if (relation === 'owner') return owner === user.id;
  if (relation === 'owner.manager') return world.users.get(owner ?? '')?.manager === user.id;
  return groups.some((group) => user.groups.includes(group));
}

function isInside(call: Call, subject: Subject): boolean {
  switch (subject.type) {
    case 'record':
      return subject.record.tenant === call.tenant;
    case 'credential':
      return subject.credential.tenant === call.tenant;
    case 'user':
      return subject.user.roles.has(call.tenant) || subject.user.id === call.user?.id;
    case 'membership':
      return subject.tenant === call.tenant && subject.user.roles.has(subject.tenant);
    case 'tenant':
      return subject.tenant === call.tenant || (call.user?.roles.has(subject.tenant) ?? false);
  }
}

function belongingOf(call: Call, subject: Subject): Belonging {
  switch (subject.type) {
    case 'record':
      return {
        owner: subject.record.owner,
        groups: subject.record.group === undefined ? [] : [subject.record.group],
      };
    case 'credential':
      return {
        owner: subject.credential.owner,
        groups: call.world.users.get(subject.credential.owner ?? '')?.groups ?? [],
      };
    case 'user':
    case 'membership':
      return { owner: subject.user.id, groups: subject.user.groups };
    case 'tenant':
      return { owner: undefined, groups: [] };
  }
}
