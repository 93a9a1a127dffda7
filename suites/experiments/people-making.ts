import type { Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { type Actor, actorsFor } from '../lab/actor.ts';
import { type LabUser, Lacking } from '../lab/held.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { isSchema } from '../lab/marked-body.ts';
import { markerOf } from '../lab/marker.ts';
import { makeUser } from '../lab/people.ts';
import { readUser, trySignIn } from '../lab/record-state.ts';
import { creators, requiredOf, silentPeople } from '../predict/people.ts';

/** People are made, well and badly. */
export const peopleMaking: Experiment = {
  id: 'people-making',
  purpose:
    'Are people made exactly as asked for, and not at all if something is missing, malformed or taken?',
  steps: [
    'control `make`: somebody new; read-back `made`: as the document shows people',
    'probe `make-without`: the same without each required member; `make-bad-email`; `make-taken-email`: the same address, also in other letters',
    'probe `sign-in-silent`: somebody who is made, or known, without a way to log in, with the right password',
  ],
  destructive: false,
  applies: (model) => creators(model).length > 0 || 'no operation makes people',
  run: async (lab) => {
    for (const operation of creators(lab.model)) {
      try {
        await make(lab, operation);
      } catch (error) {
        if (!(error instanceof Lacking)) throw error;
        lab.lacking(operation.key, error);
      }
    }
    await signIns(lab);
  },
};

async function make(lab: Lab, operation: Operation): Promise<void> {
  const actor = await actorsFor(lab, operation);
  const [email, fresh] = [`${markerOf(lab)}@probe.example`, () => `${markerOf(lab)}@probe.example`];
  const control = await post(
    lab,
    operation,
    actor,
    'make',
    operation.key,
    bodyOf(lab, operation, email),
    undefined,
    { email },
  );
  if (!control.ok) throw new Lacking(`${operation.key} was refused with ${control.status}`);
  await readMade(lab, actor, email, control);
  for (const name of requiredOf(operation)) {
    const { [name]: _, ...rest } = bodyOf(lab, operation, fresh());
    await post(lab, operation, actor, 'make-without', `${operation.key} without ${name}`, rest, control, {
      member: name,
    });
  }
  for (const bad of ['notanemail', 'two words@probe.example', '@probe.example']) {
    await post(
      lab,
      operation,
      actor,
      'make-bad-email',
      `${operation.key} with ${bad}`,
      bodyOf(lab, operation, bad),
      control,
      { email: bad },
    );
  }
  for (const taken of [email, email.toUpperCase()]) {
    await post(
      lab,
      operation,
      actor,
      'make-taken-email',
      `${operation.key} with ${taken === email ? 'the same address' : 'the same address in capitals'}`,
      bodyOf(lab, operation, taken),
      control,
      { email: taken },
    );
  }
}

async function post(
  lab: Lab,
  operation: Operation,
  actor: Actor,
  step: string,
  name: string,
  body: unknown,
  control: Sent | undefined,
  detail: Readonly<Record<string, string>>,
): Promise<Sent> {
  const request = { ...lab.build(operation), body };
  return lab.send({
    step,
    role: control === undefined ? 'control' : 'probe',
    case: name,
    control: control?.seq,
    request,
    present: actor.present,
    detail,
  });
}

function bodyOf(lab: Lab, operation: Operation, email: string): Readonly<Record<string, unknown>> {
  const password = `pw-${markerOf(lab)}-2Long`;
  lab.taint.register(`password:${email}`, password);
  const body = lab.build(operation, { values: { 'user.email': email, 'user.password': password } }).body;
  return isSchema(body) ? body : {};
}

async function readMade(lab: Lab, actor: Actor, email: string, of: Sent): Promise<void> {
  const list = lab.model.operations.find(({ objectKind, verb }) => objectKind === 'user' && verb === 'list');
  if (list === undefined) return;
  const { present } = await actorsFor(lab, list, { tenant: actor.tenant });
  await lab.send({
    step: 'made',
    role: 'read-back',
    case: of.exchange.case,
    readBackOf: of.seq,
    request: lab.build(list),
    present,
    detail: { email },
  });
}

/** People without a way to log in try to; somebody with one shows that the way is open. */
async function signIns(lab: Lab): Promise<void> {
  const silent: LabUser[] = silentPeople(lab.model).flatMap(({ name }) => lab.users.get(name) ?? []);
  const takesLogin = creators(lab.model).some(({ request }) =>
    request.some(({ attribute }) => attribute === 'user.login'),
  );
  const tenant = lab.model.fixtures.tenants[0] ?? '';
  if (!takesLogin && silent.length === 0) return;
  try {
    const known = [...lab.users.values()].find((user) => user.login === 'any' || user.login.length > 0);
    if (known === undefined) return;
    const control = await trySignIn(lab, known, { step: 'sign-in', role: 'control', case: known.id });
    if (takesLogin) {
      const { user } = await makeUser(lab, { roles: [], tenant, login: [] });
      await readUser(lab, user, { step: 'made-silent', case: user.id, detail: { user: user.id } });
      silent.push(user);
    }
    for (const user of silent.slice(0, 4))
      await trySignIn(lab, user, {
        step: 'sign-in-silent',
        role: 'probe',
        case: user.id,
        control: control.seq,
      });
  } catch (error) {
    if (!(error instanceof Lacking)) throw error;
    lab.lacking('sign-in-silent', error);
  }
}
