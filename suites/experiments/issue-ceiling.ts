import type { Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import type { BuiltRequest } from '../lab/build-request.ts';
import { use, usesOf } from '../lab/exercise.ts';
import { type Held, Lacking } from '../lab/held.ts';
import { keepFromAnswer } from '../lab/keep.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { credentialValues } from '../lab/lifecycle.ts';
import { asPerson } from '../lab/managers.ts';
import { obtain } from '../lab/obtain.ts';
import { withoutValueAt } from '../lab/pointer.ts';
import { settle } from '../lab/settle.ts';
import { type Ceiling, ceilings } from '../predict/ceilings.ts';
import { someOrReason } from '../predict/kinds.ts';
import { permits } from '../predict/permits.ts';

/** People give credentials names that they do not hold themselves. */
export const issueCeiling: Experiment = {
  id: 'issue-ceiling',
  purpose: 'Can somebody give a credential more than they hold?',
  steps: [
    'control `give-held`: a name that the giver holds',
    'probe `give-beyond`: one that the giver lacks, alone and beside one that is held',
    'probe `give-unnamed`: none at all, where the request may leave them out',
    'control `use-able`: a call that the name opens and the held one does not, with a credential of somebody who holds it',
    'probe `use-beyond`: the same call, if there is one, with what a probe made or changed, whatever the answer was',
  ],
  destructive: false,
  applies: (model) =>
    someOrReason(ceilings(model), 'no operation says that it gives no more than its caller holds'),
  run: async (lab) => {
    for (const one of ceilings(lab.model))
      await attempt(lab, `${one.operation.key}: ${one.beyond}`, () => reach(lab, one));
  },
};

async function reach(lab: Lab, { operation, giver, held, beyond, mayNameNone }: Ceiling): Promise<void> {
  const kind = operation.object;
  const able = await obtain(lab, kind, { tenant: giver.tenant, rights: [beyond] });
  const owner = giver.roles.get(giver.tenant) ?? [];
  // Where the held name opens the call as well, its success would not tell that the other was given.
  const at = usesOf(lab, able).find(
    (one) => !permits(lab.model, one.operation, one.scheme, { kind, own: [held], owner }),
  );
  const title = `${operation.key}: ${beyond} by ${giver.name}`;
  const control =
    at === undefined
      ? undefined
      : await use(lab, able, { step: 'use-able', role: 'control', case: title, at });
  const held1 = await give(lab, operation, giver.name, [held], { step: 'give-held', role: 'control', title });
  for (const [how, names, step] of [
    ['alone', [beyond], 'give-beyond'],
    ['beside one that is held', [held, beyond], 'give-beyond'],
    ...(mayNameNone ? [['none named', [], 'give-unnamed'] as const] : []),
  ] as const) {
    const labels = { step, title: `${title}, ${how}`, control: held1.sent.seq, detail: { beyond } };
    const { made } = await give(lab, operation, giver.name, names, { ...labels, role: 'probe' });
    if (made !== undefined && control !== undefined && at !== undefined)
      await use(lab, made, { step: 'use-beyond', case: `${title}, ${how}`, control: control.seq, at });
  }
}

interface Labels {
  readonly step: string;
  readonly role: 'control' | 'probe';
  readonly title: string;
  readonly control?: number;
  readonly detail?: Readonly<Record<string, string>>;
}

/** What has the names afterwards, if anything has: a new credential, or for a change the one that it was tried on. */
async function give(
  lab: Lab,
  operation: Operation,
  giver: string,
  names: readonly string[],
  { title, ...labels }: Labels,
): Promise<{ readonly sent: Sent; readonly made: Held | undefined }> {
  const kind = operation.object;
  const user = lab.users.get(giver);
  const present = user === undefined ? undefined : asPerson(lab, operation, user);
  if (user === undefined || present === undefined) throw new Lacking(`${giver} cannot call ${operation.key}`);
  const tenant = user.tenant;
  const roles = user.roles.get(tenant) ?? [];
  const least = lab.model.credentials.get(kind)?.names.filter((name) => roles.includes(name)) ?? [];
  const target =
    operation.verb === 'update' ? await obtain(lab, kind, { tenant, rights: least.slice(0, 1) }) : undefined;
  const built = lab.build(operation, {
    values: {
      ...(target === undefined ? {} : credentialValues(target)),
      [`${kind}.name`]: lab.unique('given'),
      [`${kind}.rights`]: names,
    },
  });
  const request = names.length === 0 ? withoutRights(built) : built;
  const sent = await lab.send({ ...labels, case: title, request, present: [present] });
  if (target !== undefined) return { sent, made: target };
  if (!sent.ok) return { sent, made: undefined };
  const made = keepFromAnswer(lab, { kind, how: 'issue', operation, answer: sent, tenant, rights: names });
  return { sent, made: await settle(lab, made, {}) };
}

function withoutRights(request: BuiltRequest): BuiltRequest {
  const { operation } = request;
  const places = operation.request.filter(({ attribute }) => attribute === `${operation.object}.rights`);
  return { ...request, body: places.reduce((body, { at }) => withoutValueAt(body, at), request.body) };
}
