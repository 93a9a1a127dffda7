import type { CredentialKind, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { issueOnce, listed } from '../lab/counting.ts';
import { use } from '../lab/exercise.ts';
import { type Held, Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { list, revoke } from '../lab/lifecycle.ts';
import { obtain } from '../lab/obtain.ts';
import { settle } from '../lab/settle.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../predict/kinds.ts';
import { rightsToTry } from '../predict/rights.ts';

const atOnce = 10;

/** Fills up to the maximum number of credentials and goes beyond, one by one and at once. */
export const keyMaximum: Experiment = {
  id: 'key-maximum',
  purpose:
    'May exactly as many credentials exist as the document says, whoever makes them, also when many are made at once?',
  steps: [
    'read-back `count-start`: what is there already',
    'control `fill`: issue up to the maximum, by the issuing operations in turn',
    'probe `beyond`: one more by each issuing operation',
    'probe `use-full`: everything that exists still works; read-back `count-full`',
    'probe `elsewhere`: another tenant (or user) issues one',
    'probe `slot-freed`, `beyond-again`: one is revoked, one more is issued, and another one',
    'probe `parallel`: one is revoked, ten are issued at once; read-back `count-parallel`',
  ],
  destructive: ['credentials'],
  applies: (model) =>
    someOrReason(
      issuedKinds(model).filter(({ count }) => Number.isFinite(count.max)),
      'no credential has a maximum number',
    ),
  run: async (lab) => {
    for (const kind of issuedKinds(lab.model).filter(({ count }) => Number.isFinite(count.max))) {
      await attempt(lab, kind.name, () => fillUp(lab, kind));
    }
  },
};

async function fillUp(lab: Lab, kind: CredentialKind): Promise<void> {
  const issuers = credentialOperations(lab.model, 'issue', kind.name);
  const [choice = {}] = rightsToTry(lab.model, kind.name);
  const first = await obtain(lab, kind.name, choice);
  const start = await listed(lab, kind.name, first, 'count-start');
  const held: Held[] = [first];
  let last: number | undefined = first.by;
  for (let count = start ?? 1; count < kind.count.max; count += 1) {
    const issuer = issuers[count % issuers.length] ?? issuers[0];
    if (issuer === undefined) return;
    const { sent, made } = await issueOnce(lab, issuer, first, {
      step: 'fill',
      role: 'control',
      case: `${kind.name} ${count + 1} of ${kind.count.max}`,
    });
    if (made !== undefined) held.push(made);
    if (sent.ok) last = sent.seq;
  }
  for (const issuer of issuers) await beyond(lab, issuer, first, 'beyond', last);
  const newest = held.at(-1);
  if (newest !== undefined) await settle(lab, newest, {});
  for (const one of held) await use(lab, one, { step: 'use-full', case: `${kind.name} ${one.alias}` });
  await listed(lab, kind.name, first, 'count-full');
  await elsewhere(lab, kind, first);
  const [issuer] = issuers;
  const freed = held[1];
  if (issuer === undefined || freed === undefined) return;
  await makeSlot(lab, freed);
  const { sent } = await issueOnce(lab, issuer, first, {
    step: 'slot-freed',
    role: 'probe',
    case: kind.name,
  });
  await beyond(lab, issuer, first, 'beyond-again', sent.seq);
  const victim = lab.obtained.findLast(
    (one) =>
      one.kind === kind.name && one !== first && one.tenant === first.tenant && !lab.ended.has(one.alias),
  );
  await atSameTime(lab, issuer, kind, first, victim);
}

async function beyond(
  lab: Lab,
  issuer: Operation,
  like: Held,
  step: string,
  control: number | undefined,
): Promise<void> {
  await issueOnce(lab, issuer, like, { step, role: 'probe', case: `${like.kind}: ${issuer.key}`, control });
}

async function elsewhere(lab: Lab, kind: CredentialKind, first: Held): Promise<void> {
  await attempt(lab, 'elsewhere', async () => {
    const wish =
      kind.count.per === 'tenant'
        ? { tenant: lab.model.fixtures.tenants.find((tenant) => tenant !== first.tenant) }
        : {
            tenant: first.tenant,
            user: [...lab.users.values()].find(
              (user) => user.tenant === first.tenant && user.id !== first.user,
            )?.id,
          };
    if (Object.values(wish).includes(undefined)) return;
    const [issuer] = credentialOperations(lab.model, 'issue', kind.name);
    if (issuer !== undefined)
      await issueOnce(
        lab,
        issuer,
        { kind: kind.name, ...wish },
        { step: 'elsewhere', role: 'probe', case: `${kind.name} of another ${kind.count.per}` },
      );
  });
}

/** @throws Lacking if the revocation failed: what is issued after it would prove nothing */
async function makeSlot(lab: Lab, held: Held): Promise<void> {
  const sent = await revoke(lab, held);
  if (!sent.ok)
    throw new Lacking(
      `${sent.exchange.operation} did not free a slot: ${sent.status || sent.exchange.failure?.message}`,
    );
}

async function atSameTime(
  lab: Lab,
  issuer: Operation,
  kind: CredentialKind,
  first: Held,
  victim: Held | undefined,
): Promise<void> {
  if (victim === undefined) return;
  await makeSlot(lab, victim);
  const tries = Array.from({ length: atOnce }, (_, index) =>
    issueOnce(lab, issuer, first, {
      step: 'parallel',
      role: 'probe',
      case: `${kind.name} ${index + 1}`,
      unpaced: true,
    }),
  );
  await Promise.all(tries);
  const [by] = credentialOperations(lab.model, 'list', kind.name);
  if (by !== undefined)
    await list(lab, kind.name, {
      by,
      step: 'count-parallel',
      case: kind.name,
      tenant: first.tenant,
      owner: first.user,
    });
}
