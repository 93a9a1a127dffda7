import type { AuthModel, CredentialKind, EndEvent } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { endableEvents, endBy } from '../lab/ending.ts';
import { use, usesOf } from '../lab/exercise.ts';
import { canSignIn, type Held, type LabUser, Lacking } from '../lab/held.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { obtain } from '../lab/obtain.ts';
import { settleEnd } from '../lab/settle.ts';
import { credentialOperations, someOrReason, workingKinds } from '../predict/kinds.ts';
import { rightsToTry } from '../predict/rights.ts';

/** Control sandwich around something else than a revocation that ends credentials. */
function afterEvent(event: EndEvent, title: string): Experiment {
  return {
    id: `after-${event}`,
    purpose: `Does ${title} end the credentials of the user, all of them and nobody else's?`,
    steps: [
      'control `before-event`: two credentials of the user; control `bystander-before`: one of another user',
      `setup: ${title}`,
      'probe `after-event`: each of the user that the event ends',
      'probe `bystander-after`: the other user; for a logout also another session of the same user',
      'probe `old-password`, `new-password`, `removed-login`: signing in afterwards',
    ],
    destructive: ['people'],
    applies: (model) => someOrReason(kindsEndedBy(model, event), `no credential ends by ${event}`),
    run: async (lab) => {
      for (const kind of kindsEndedBy(lab.model, event))
        await attempt(lab, kind.name, () => watch(lab, kind, event));
    },
  };
}

export const endEvents: readonly Experiment[] = [
  afterEvent('password-change', 'a changed password'),
  afterEvent('user-removal', 'the removal of a user'),
  afterEvent('membership-removal', 'the end of a membership'),
  afterEvent('logout', 'a logout'),
];

function kindsEndedBy(model: AuthModel, event: EndEvent): readonly CredentialKind[] {
  return workingKinds(model).filter((kind) => endableEvents(model, kind).includes(event));
}

async function watch(lab: Lab, kind: CredentialKind, event: EndEvent): Promise<void> {
  const [user, bystander] = await pairOfUsers(lab, kind, event);
  const choice = rightsToTry(lab.model, kind.name)[0] ?? {};
  const one = await obtain(lab, kind.name, { ...choice, user: user.id, tenant: user.tenant });
  const two = await obtain(lab, kind.name, { ...choice, user: user.id, tenant: user.tenant });
  const theirs = await obtain(lab, kind.name, { ...choice, user: bystander.id, tenant: bystander.tenant });
  const label = `${event} ${kind.name}`;
  // Chosen now: a removed user has no roles to choose by.
  const [at] = usesOf(lab, one);
  const before: (readonly [Held, Sent])[] = [];
  for (const held of [one, two])
    before.push([
      held,
      await use(lab, held, { step: 'before-event', role: 'control', case: `${label} ${held.alias}`, at }),
    ]);
  await use(lab, theirs, { step: 'bystander-before', role: 'control', case: label });
  const signedIn = credentialOperations(lab.model, 'login', kind.name).length > 0;
  const oldPassword = user.password;
  const sent = await endBy(lab, event, user, one);
  if (!sent.ok) throw new Lacking(`${sent.exchange.operation} was refused with ${sent.status}`);
  await settleEnd(lab, one);
  for (const [held, control] of before) {
    const isTarget = event !== 'logout' || held === one;
    await use(lab, held, {
      step: isTarget ? 'after-event' : 'bystander-after',
      case: `${label} ${held.alias}`,
      control: control.seq,
      detail: { event },
      at,
    });
  }
  await use(lab, theirs, { step: 'bystander-after', case: label, detail: { event } });
  if (signedIn) await signInAfterwards(lab, kind, event, user, oldPassword);
}

async function signInAfterwards(
  lab: Lab,
  kind: CredentialKind,
  event: EndEvent,
  user: LabUser,
  oldPassword: string,
): Promise<void> {
  const [login] = credentialOperations(lab.model, 'login', kind.name);
  if (login === undefined || (event !== 'password-change' && event !== 'user-removal')) return;
  const attemptWith = async (step: string, password: string, control?: number) => {
    const request = lab.build(login, {
      values: { 'user.email': user.email, 'user.id': user.id, 'user.password': password },
    });
    return lab.send({
      step,
      role: 'probe',
      case: `${event} ${kind.name}`,
      control,
      request,
      present: [],
      detail: { event },
    });
  };
  if (event === 'user-removal') return void (await attemptWith('removed-login', user.password));
  const fresh = await attemptWith('new-password', user.password);
  await attemptWith('old-password', oldPassword, fresh.seq);
}

/** Somebody to whom it happens, and somebody else of the same tenant; nobody who has to act. */
async function pairOfUsers(
  lab: Lab,
  kind: CredentialKind,
  event: EndEvent,
): Promise<readonly [LabUser, LabUser]> {
  const signIn = credentialOperations(lab.model, 'login', kind.name).length > 0;
  const people = [...lab.users.values()].filter(
    (user) => (!signIn || canSignIn(user)) && opensSomething(lab, kind, user),
  );
  const common = new Map<string, number>();
  for (const user of people) common.set(user.tenant, (common.get(user.tenant) ?? 0) + 1);
  for (const user of people.toReversed()) {
    const bystander = people.find((other) => other.id !== user.id && other.tenant === user.tenant);
    const member = event !== 'membership-removal' || user.roles.size > 0;
    if (bystander !== undefined && member && (common.get(user.tenant) ?? 0) > 1) return [user, bystander];
  }
  throw new Lacking(`no two users of one tenant can have a ${kind.name} that opens something`);
}

function opensSomething(lab: Lab, kind: CredentialKind, user: LabUser): boolean {
  if (!kind.rights.includes('owner')) return true;
  const roles = user.roles.get(user.tenant) ?? [];
  return lab.model.operations.some(
    (operation) =>
      operation.method === 'GET' &&
      operation.security.some((requirement) =>
        [...requirement].some(
          ([scheme, names]) =>
            lab.model.schemes.get(scheme)?.credential === kind.name &&
            names.every((name) => roles.includes(name)),
        ),
      ),
  );
}
