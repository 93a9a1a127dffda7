import type { CredentialKind } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { type Use, use, usesOf } from '../lab/exercise.ts';
import { canSignIn, type LabUser, Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { personMay } from '../lab/managers.ts';
import { obtain } from '../lab/obtain.ts';
import { changeRoles, userWriter } from '../lab/people.ts';
import { credentialOperations, someOrReason, workingKinds } from '../predict/kinds.ts';

/** Takes a role from a user and gives it back, while the user's credential stays the same. */
export const roleChange: Experiment = {
  id: 'role-change',
  purpose: "Do changes of a user's roles bind the credentials that exist already?",
  steps: [
    'control `with-role`: a call that needs the role',
    'probe `without-role`: the same call after the role was taken away',
    'probe `role-back`: the same call after it was given back',
  ],
  destructive: ['people'],
  applies: (model) =>
    model.operations.some(
      ({ objectKind, verb, request }) =>
        objectKind === 'user' &&
        verb === 'update' &&
        request.some(({ attribute, readOnly }) => attribute === 'user.roles' && !readOnly),
    )
      ? someOrReason(
          kindsByOwner(workingKinds(model)),
          "no credential takes its rights from its owner's roles",
        )
      : "no operation changes a user's roles",
  run: async (lab) => {
    for (const kind of kindsByOwner(workingKinds(lab.model)))
      await attempt(lab, kind.name, () => change(lab, kind));
  },
};

function kindsByOwner(kinds: readonly CredentialKind[]): readonly CredentialKind[] {
  return kinds.filter(({ rights }) => rights.includes('owner'));
}

async function change(lab: Lab, kind: CredentialKind): Promise<void> {
  const signIn = credentialOperations(lab.model, 'login', kind.name).length > 0;
  const people = [...lab.users.values()].filter((user) => !signIn || canSignIn(user));
  for (const user of people.toReversed()) {
    const wanted = needing(lab, kind, user);
    if (wanted === undefined || !someoneCanChange(lab, user)) continue;
    const held = await obtain(lab, kind.name, { user: user.id, tenant: user.tenant });
    const before = user.roles.get(user.tenant) ?? [];
    const label = { case: `${kind.name}: ${wanted.role} for ${wanted.at.operation.key}`, at: wanted.at };
    const control = await use(lab, held, { step: 'with-role', role: 'control', ...label });
    const less = await changeRoles(lab, user, wanted.rest);
    if (!less.ok) throw new Lacking(`the role was not taken away: ${less.status}`);
    await use(lab, held, { step: 'without-role', control: control.seq, ...label });
    const more = await changeRoles(lab, user, before);
    if (!more.ok) throw new Lacking(`the role was not given back: ${more.status}`);
    await use(lab, held, { step: 'role-back', control: control.seq, ...label });
    return;
  }
  throw new Lacking(`no user has a role without which a ${kind.name} opens less`);
}

/** Somebody else of the tenant must be able to take the role away and give it back. */
function someoneCanChange(lab: Lab, user: LabUser): boolean {
  const operation = userWriter(lab, 'user.roles');
  return (
    operation !== undefined &&
    [...lab.users.values()].some(
      (other) =>
        other.id !== user.id &&
        other.tenant === user.tenant &&
        canSignIn(other) &&
        personMay(lab, operation, other),
    )
  );
}

interface Wanted {
  readonly role: string;
  readonly at: Use;
  /** The roles that are left, or another one where a user must have one. */
  readonly rest: readonly string[];
}

/** A role of the user and a call that it opens and that what is left does not. */
function needing(lab: Lab, kind: CredentialKind, user: LabUser): Wanted | undefined {
  const roles = user.roles.get(user.tenant) ?? [];
  const as = (held: readonly string[]) => {
    lab.users.set(user.id, { ...user, roles: new Map([...user.roles, [user.tenant, held]]) });
    const uses = usesOf(lab, {
      alias: '',
      kind: kind.name,
      secret: '',
      user: user.id,
      tenant: user.tenant,
      companions: new Map(),
      madeAtSeconds: 0,
    });
    lab.users.set(user.id, user);
    return uses;
  };
  for (const role of roles) {
    const left = roles.filter((one) => one !== role);
    const choices = left.length > 0 ? [left] : kind.names.filter((one) => one !== role).map((one) => [one]);
    for (const rest of choices) {
      const still = new Set(as(rest).map(({ operation }) => operation.key));
      const at = as(roles).find(({ operation }) => operation.method === 'GET' && !still.has(operation.key));
      if (at !== undefined) return { role, at, rest };
    }
  }
  return undefined;
}
