import type { AuthModel, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { type Actor, actorsFor } from '../lab/actor.ts';
import { attempt } from '../lab/attempt.ts';
import { type LabUser, Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { makeUser } from '../lab/people.ts';
import { readUser } from '../lab/record-state.ts';
import { creators, roleNames } from '../predict/people.ts';

/** People of another tenant are addressed by their id. */
export const foreignPeople: Experiment = {
  id: 'foreign-people',
  purpose: 'Can people of another tenant be read, changed or removed by their id?',
  steps: [
    'control `own`: the call on somebody of the own tenant',
    'probe `foreign`: on somebody of another tenant; `foreign-below-own`: the same below the own tenant, where the path names one',
    'read-back `state-before`, `state-after`: that person, by the other tenant',
  ],
  destructive: ['people'],
  applies: (model) =>
    model.fixtures.tenants.length < 2
      ? 'the document knows one tenant only'
      : onPeople(model).length > 0 || 'no operation names somebody by an id',
  run: async (lab) => {
    for (const operation of onPeople(lab.model))
      await attempt(lab, operation.key, () => trespass(lab, operation));
  },
};

/** Operations that name somebody, and reach the people of a tenant. */
export function onPeople(model: AuthModel): readonly Operation[] {
  return model.operations.filter(
    ({ objectKind, verb, request, relation, security }) =>
      (objectKind === 'user' || objectKind === 'membership') &&
      ['read', 'update', 'delete'].includes(verb) &&
      security.length > 0 &&
      Object.values(relation).flat().includes('tenant') &&
      request.some(({ in: site, attribute }) => site === 'path' && attribute === 'user.id'),
  );
}

async function trespass(lab: Lab, operation: Operation): Promise<void> {
  const [home = '', abroad = ''] = lab.model.fixtures.tenants;
  const caller = await actorsFor(lab, operation, { tenant: home, notOf: abroad });
  if (lab.users.get(caller.user ?? '')?.roles.has(abroad) === true)
    throw new Lacking('the caller belongs to both tenants');
  const own = await somebody(lab, home, caller);
  const theirs = await somebody(lab, abroad, caller);
  const namesTenant = operation.request.some(
    ({ in: site, attribute }) => site === 'path' && attribute === 'tenant.id',
  );
  const canRead = lab.model.operations.some(
    ({ objectKind, verb, path }) =>
      objectKind === 'user' && (verb === 'list' || (verb === 'read' && path.includes('{'))),
  );
  const read = async (step: string, readBackOf?: number) => {
    const labels = { step, case: operation.key, detail: { user: theirs.id } };
    if (canRead)
      await readUser(lab, theirs, { ...labels, ...(readBackOf === undefined ? {} : { readBackOf }) });
  };
  const send = (step: string, user: LabUser, tenant: string, control?: number) =>
    lab.send({
      step,
      role: control === undefined ? 'control' : 'probe',
      case: operation.key,
      control,
      request: lab.build(operation, {
        values: {
          'user.id': user.id,
          'tenant.id': tenant,
          'user.roles': roleNames(lab.model).slice(0, 1),
          'user.email': user.email,
        },
      }),
      present: caller.present,
      detail: { user: user.id },
    });
  await read('state-before');
  const control = await send('own', own, home);
  let last = await send('foreign', theirs, abroad, control.seq);
  if (namesTenant) last = await send('foreign-below-own', theirs, home, control.seq);
  await read('state-after', last.seq);
}

/** Somebody new of a tenant where people are made by those who may, else a fixture who acts nowhere else. */
async function somebody(lab: Lab, tenant: string, caller: Actor): Promise<LabUser> {
  const [creator] = creators(lab.model);
  if (creator !== undefined && creator.security.length > 0)
    return (await makeUser(lab, { roles: roleNames(lab.model).slice(0, 1), tenant })).user;
  const found = [...lab.users.values()].findLast(
    (user) => user.tenant === tenant && user.roles.size === 1 && user.id !== caller.user,
  );
  if (found === undefined) throw new Lacking(`nobody of ${tenant} can be spared`);
  return found;
}
