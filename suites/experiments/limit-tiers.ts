import type { Operation, Tier } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { usesOf } from '../lab/exercise.ts';
import { type Held, Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { obtain } from '../lab/obtain.ts';
import { asDocumented } from '../lab/present.ts';
import { schemesAlone } from '../predict/kinds.ts';
import { permits } from '../predict/permits.ts';
import { countingTiers, hasTiers, tierLabel } from '../predict/tiers.ts';
import { countedOperations, type LimitSubject, Spender, subjectOf } from './limit-subject.ts';

/** Every tier is spent to its end, one by one, with tighter ones kept open by waiting. */
export const limitTiers: Experiment = {
  id: 'limit-tiers',
  purpose:
    'Does each limit let through as many requests as documented, count whom it says, and nothing else?',
  steps: [
    '`spend`: as many requests as the tier allows, by somebody fresh; tighter tiers are waited out',
    'probe `over`: one more; `over-again`: and another',
    'probe `other-subject`: the same request by somebody whom the tier counts apart',
    'probe `same-subject`: by another credential that it counts together',
    'probe `other-method`: a call of a method that the tier does not count',
  ],
  destructive: ['limits'],
  applies: hasTiers,
  run: async (lab) => {
    for (const tier of countingTiers(lab.model))
      await attempt(lab, tierLabel(tier), () => exhaust(lab, tier));
  },
};

async function exhaust(lab: Lab, tier: Tier): Promise<void> {
  const subject = await subjectOf(lab, tier);
  // Made before anything is spent: making takes time on some targets, and buckets fill meanwhile.
  const others = await othersBeside(lab, subject);
  const spender = new Spender(lab, subject);
  await uncounted(lab, subject, spender, 'uncounted-first');
  await spender.spend(tier.limit);
  await spender.send('over');
  await spender.send('over-again');
  for (const { step, by, request, present } of others) {
    await lab.send({
      step,
      role: 'probe',
      case: tierLabel(tier),
      request,
      present,
      unpaced: true,
      detail: { tier: tierLabel(tier), by },
    });
  }
  await uncounted(lab, subject, spender, 'other-method');
}

interface Other extends Pick<LimitSubject, 'request' | 'present'> {
  readonly step: 'other-subject' | 'same-subject';
  readonly by: string;
}

/** Callers whom the tier counts apart from the first, and one whom it counts together with it. */
async function othersBeside(lab: Lab, subject: LimitSubject): Promise<readonly Other[]> {
  const { tier, request, present, held, tenant } = subject;
  if (held === undefined) return [];
  const scheme = present.at(-1)?.presented.scheme;
  const second = async () => {
    const other = await obtain(lab, held.kind, { user: held.user, tenant, rights: held.rights });
    return [...present.slice(0, -1), asDocumented(lab.model, other, scheme)];
  };
  const elsewhere = elsewhereOf(lab, subject);
  if (tier.per.includes('credential'))
    return [...elsewhere, { step: 'other-subject', by: 'credential', request, present: await second() }];
  const others: Other[] = [
    ...elsewhere,
    { step: 'same-subject', by: 'credential', request, present: await second() },
  ];
  const rest = { operation: request.operation, untouched: true };
  if (tier.per.includes('operation')) {
    const other = countedOperations(lab, tier).find(
      (operation) => operation.key !== request.operation.key && mayCall(lab, subject, operation),
    );
    if (other !== undefined)
      others.push({
        step: 'other-subject',
        by: 'operation',
        request: lab.build(other, placed(subject)),
        present,
      });
  } else if (tier.per.includes('tenant')) {
    const abroad = lab.model.fixtures.tenants.find((one) => one !== tenant);
    others.push({
      step: 'other-subject',
      by: 'tenant',
      ...(await subjectOf(lab, tier, { ...rest, tenant: abroad })),
    });
  } else if (tier.per.includes('user')) {
    others.push({
      step: 'other-subject',
      by: 'user',
      ...(await subjectOf(lab, tier, { ...rest, user: someoneElse(lab, held) })),
    });
  }
  return others;
}

/**
 * Another read by the same caller: counted together where the tier is that of the credential or the document, counted
 * apart where it is that of an operation. Only one without tiers of its own tells the two from each other, or for the
 * latter one whose own tiers are untouched.
 */
function elsewhereOf(lab: Lab, subject: LimitSubject): readonly Other[] {
  const { tier, request, present } = subject;
  if (tier.per.includes('operation') || request.operation.method !== 'GET') return [];
  const isOwn = tier.on === 'operation';
  const other = lab.model.operations.find(
    (operation) =>
      operation.key !== request.operation.key &&
      operation.method === 'GET' &&
      !operation.path.includes('{') &&
      !operation.console &&
      operation.tiers.length > 0 === isOwn &&
      mayCall(lab, subject, operation),
  );
  return other === undefined
    ? []
    : [
        {
          step: isOwn ? 'other-subject' : 'same-subject',
          by: 'operation',
          request: lab.build(other, placed(subject)),
          present,
        },
      ];
}

/** Does the subject's credential alone open the operation, by the names that it or its owner holds? */
function mayCall(lab: Lab, { held, present, tenant }: LimitSubject, operation: Operation): boolean {
  const scheme = present.at(-1)?.presented.scheme;
  if (held === undefined || scheme === undefined || present.length > 1) return false;
  const owner = held.user === undefined ? [] : (lab.users.get(held.user)?.roles.get(tenant ?? '') ?? []);
  return (
    schemesAlone(lab.model, operation, held.kind).includes(scheme) &&
    permits(lab.model, operation, scheme, { kind: held.kind, own: held.rights ?? [], owner })
  );
}

function placed({ tenant }: LimitSubject): { values?: Record<string, string> } {
  return tenant === undefined ? {} : { values: { 'record.tenant': tenant, 'tenant.id': tenant } };
}

function someoneElse(lab: Lab, held: Held): string {
  const own = held.user === undefined ? undefined : lab.users.get(held.user);
  const alike = [...lab.users.values()].find(
    (user) =>
      user.id !== own?.id &&
      user.tenant === own?.tenant &&
      JSON.stringify(user.roles.get(user.tenant)) === JSON.stringify(own.roles.get(own.tenant)),
  );
  if (alike === undefined) throw new Lacking('no second fixture user of the same tenant and roles');
  return alike.id;
}

/** A call that carries the same credential, by a method that the tier leaves out. */
async function uncounted(lab: Lab, subject: LimitSubject, spender: Spender, step: string): Promise<void> {
  const { tier, present, held } = subject;
  if (tier.methods === 'all' || held === undefined) return;
  const counted = new Set<string>(tier.methods);
  const operation = lab.model.operations.find(
    (one) =>
      !counted.has(one.method) &&
      one.method === 'GET' &&
      !one.console &&
      usesOf(lab, held).some((use) => use.operation === one) &&
      mayCall(lab, subject, one),
  );
  if (operation === undefined) return;
  await spender.send(step, { role: 'setup', request: lab.build(operation, placed(subject)), present });
}
