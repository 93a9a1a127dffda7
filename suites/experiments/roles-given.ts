import type { AuthModel, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { actorsFor } from '../lab/actor.ts';
import { mayCall, type ReadyCaller } from '../lab/caller.ts';
import { ready } from '../lab/columns.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { makeUser } from '../lab/people.ts';
import { opensAlone, personalSchemes, personOver } from '../lab/persons.ts';
import { readUser } from '../lab/record-state.ts';
import { ownValues } from '../lab/record-target.ts';
import { creators } from '../predict/people.ts';
import { permits } from '../predict/permits.ts';

/** People are given roles at their making. */
export const rolesGiven: Experiment = {
  id: 'roles-given',
  purpose: 'Do new people have exactly the roles that they were given?',
  steps: [
    'somebody new per role set that opens a list; read-back `role-shown`',
    'control `role-opens`, probe `role-closed`: each list by a credential of that person',
  ],
  destructive: false,
  applies: (model) => {
    if (!creators(model).some(({ request }) => request.some(({ attribute }) => attribute === 'user.roles')))
      return 'nobody is given roles at their making';
    return (
      personalSchemes(model).some((scheme) => setsOf(model, scheme.name).length > 1) ||
      'no two sets of roles open different lists'
    );
  },
  run: async (lab) => {
    for (const scheme of personalSchemes(lab.model)) {
      const sets = setsOf(lab.model, scheme.name);
      const tenant = lab.model.fixtures.tenants[0] ?? '';
      for (const roles of sets) {
        const { user } = await makeUser(lab, {
          roles,
          tenant,
          groups: lab.model.fixtures.groups.slice(0, 1),
        });
        await readUser(lab, user, {
          step: 'role-shown',
          case: roles.join(' + '),
          detail: { user: user.id, roles: JSON.stringify(roles) },
        });
        const caller = await ready(lab, personOver(lab.model, scheme, user));
        await callAll(lab, caller, roles);
      }
    }
  },
};

/** Every list by the person's credential. A denial's control is the same call by somebody who may. */
async function callAll(lab: Lab, caller: ReadyCaller, roles: readonly string[]): Promise<void> {
  for (const operation of listsOver(lab.model, caller.scheme)) {
    const request = lab.build(operation, { values: ownValues(lab, caller) });
    const opens = mayCall(lab.model, operation, { ...caller, owner: roles });
    const control = opens ? undefined : await someoneElse(lab, operation, caller);
    await lab.send({
      step: opens ? 'role-opens' : 'role-closed',
      role: opens ? 'control' : 'probe',
      case: `${roles.join(' + ')} × ${operation.key}`,
      control: control?.seq,
      request,
      present: caller.present,
      detail: { user: caller.user?.id ?? '', roles: JSON.stringify(roles) },
    });
  }
}

async function someoneElse(lab: Lab, operation: Operation, caller: ReadyCaller): Promise<Sent> {
  const { present } = await actorsFor(lab, operation, { tenant: caller.tenant, scheme: caller.scheme });
  return lab.send({
    step: 'role-control',
    role: 'control',
    case: operation.key,
    request: lab.build(operation),
    present,
  });
}

function listsOver(model: AuthModel, scheme: string): readonly Operation[] {
  return model.operations.filter(
    (operation) =>
      operation.objectKind === 'record' &&
      operation.verb === 'list' &&
      !operation.path.includes('{') &&
      opensAlone(operation, { name: scheme }),
  );
}

/** Sets of roles that open different lists, the one that opens most first. */
export function setsOf(model: AuthModel, scheme: string): readonly (readonly string[])[] {
  const kind = model.schemes.get(scheme)?.credential ?? scheme;
  const lists = listsOver(model, scheme);
  const asked = model.operations.flatMap(({ security }) =>
    security.map((requirement) => requirement.get(scheme) ?? []),
  );
  const candidates = [...asked, ...asked.flatMap((names) => names.map((name) => [name]))].filter(
    (names) => names.length > 0,
  );
  const byOpened = new Map<string, readonly string[]>();
  for (const names of candidates) {
    const opened = lists
      .filter((operation) => permits(model, operation, scheme, { kind, own: [], owner: names }))
      .map(({ key }) => key);
    const key = JSON.stringify(opened);
    if (!byOpened.has(key)) byOpened.set(key, names);
  }
  return [...byOpened]
    .toSorted(([left], [right]) => right.length - left.length)
    .map(([, names]) => names)
    .slice(0, 3);
}
