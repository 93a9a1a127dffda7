import type { Tier } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { type Held, Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { obtain } from '../lab/obtain.ts';
import { asDocumented } from '../lab/present.ts';
import { countingTiers, hasTiers, tierLabel } from '../predict/tiers.ts';
import { countedOperations, type LimitSubject, Spender, subjectOf } from './limit-subject.ts';

/** Every tier is spent to its end, one by one, with tighter ones kept open by waiting. */
export const limitTiers: Experiment = {
  id: 'limit-tiers',
  purpose: 'Does each limit let through as many requests as documented, count whom it says, and nothing else?',
  steps: [
    '`spend`: as many requests as the tier allows, by somebody fresh; tighter tiers are waited out',
    'probe `over`: one more; `over-again`: and another',
    'probe `other-subject`: the same request by somebody whom the tier counts apart',
    'probe `same-subject`: by another credential that it counts together',
    'probe `other-method`: a call of a method that the tier does not count',
  ],
  destructive: false,
  applies: hasTiers,
  run: async (lab) => {
    for (const tier of countingTiers(lab.model)) await attempt(lab, tierLabel(tier), () => exhaust(lab, tier));
  },
};

async function exhaust(lab: Lab, tier: Tier): Promise<void> {
  const subject = await subjectOf(lab, tier);
  const spender = new Spender(lab, subject);
  await uncounted(lab, subject, spender, 'uncounted-first');
  await spender.spend(tier.limit);
  await spender.send('over');
  await spender.send('over-again');
  await otherSubject(lab, subject);
  await sameSubject(lab, subject);
  await uncounted(lab, subject, spender, 'other-method');
}

/** A call that carries the same credential, by a method that the tier leaves out. */
async function uncounted(lab: Lab, subject: LimitSubject, spender: Spender, step: string): Promise<void> {
  const { tier, held, present, tenant } = subject;
  const scheme = present.at(-1)?.presented.scheme;
  if (tier.methods === 'all' || held === undefined || scheme === undefined) return;
  const counted = new Set<string>(tier.methods);
  const operation = lab.model.operations.find((one) => !counted.has(one.method) && one.method === 'GET' && !one.console
    && !one.path.includes('{') && one.security.some((requirement) => requirement.size === 1 && requirement.has(scheme)));
  if (operation === undefined) return;
  const request = lab.build(operation, tenant === undefined ? {} : { values: { 'record.tenant': tenant } });
  await spender.send(step, { role: 'setup', request, present });
}

async function otherSubject(lab: Lab, { tier, request, present, held, tenant }: LimitSubject): Promise<void> {
  const send = (chosen: Pick<LimitSubject, 'request' | 'present'>, by: string) =>
    lab.send({ step: 'other-subject', role: 'probe', case: tierLabel(tier), request: chosen.request, present: chosen.present, unpaced: true, detail: { tier: tierLabel(tier), by } });
  if (tier.per.includes('credential') && held !== undefined) {
    const other = await obtain(lab, held.kind, { user: held.user, tenant, rights: held.rights });
    const scheme = present.at(-1)?.presented.scheme;
    await send({ request, present: [...present.slice(0, -1), asDocumented(lab.model, other, scheme)] }, 'credential');
    return;
  }
  if (tier.per.includes('operation')) {
    const scheme = present.at(-1)?.presented.scheme ?? '';
    const other = countedOperations(lab, tier).find((operation) => operation.key !== request.operation.key && operation.method === 'GET'
      && (scheme === '' || operation.security.some((requirement) => requirement.size === 1 && requirement.has(scheme))));
    if (other !== undefined) await send({ request: lab.build(other), present }, 'operation');
    return;
  }
  const rest = { operation: request.operation, untouched: true };
  const tenants = lab.model.fixtures.tenants.filter((one) => one !== tenant);
  if (tier.per.includes('tenant')) await send(await subjectOf(lab, tier, { ...rest, tenant: tenants[0] }), 'tenant');
  else if (tier.per.includes('user')) await send(await subjectOf(lab, tier, { ...rest, user: someoneElse(lab, held) }), 'user');
}

function someoneElse(lab: Lab, held: Held | undefined): string | undefined {
  const own = held?.user === undefined ? undefined : lab.users.get(held.user);
  const alike = [...lab.users.values()].find((user) => user.id !== own?.id && user.tenant === own?.tenant
    && JSON.stringify(user.roles.get(user.tenant)) === JSON.stringify(own.roles.get(own.tenant)));
  if (alike === undefined) throw new Lacking('no second fixture user of the same tenant and roles');
  return alike.id;
}

/** Tiers that count more than one credential together must count a second one of the same owner or tenant. */
async function sameSubject(lab: Lab, { tier, request, present, held, tenant }: LimitSubject): Promise<void> {
  if (held === undefined || tier.per.includes('credential') || tier.per.includes('user')) return;
  const other = await obtain(lab, held.kind, { user: held.user, tenant, rights: held.rights });
  const scheme = present.at(-1)?.presented.scheme;
  await lab.send({
    step: 'same-subject', role: 'probe', case: tierLabel(tier), request, unpaced: true, detail: { tier: tierLabel(tier) },
    present: [...present.slice(0, -1), asDocumented(lab.model, other, scheme)],
  });
}
