import type { Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { actorsFor } from '../lab/actor.ts';
import { attempt } from '../lab/attempt.ts';
import { use } from '../lab/exercise.ts';
import { type IssueFault, issueFaults, withoutMember } from '../lab/faults.ts';
import type { Held } from '../lab/held.ts';
import { hookServes } from '../lab/hooked.ts';
import { keepFromAnswer } from '../lab/keep.ts';
import type { Lab } from '../lab/lab.ts';
import { list, operationFor, revoke } from '../lab/lifecycle.ts';
import { obtain } from '../lab/obtain.ts';
import { withValueAt } from '../lab/pointer.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../predict/kinds.ts';
import { rightsToTry } from '../predict/rights.ts';

/** Issuing requests with one thing wrong by the document's own schema. */
export const issueFaultsExperiment: Experiment = {
  id: 'issue-faults',
  purpose:
    'Is a credential refused when its name or rights are not what the document allows, and is nothing made then?',
  steps: [
    'setup `issue`: one valid request, the control',
    'probe `issue-fault`: the same with an empty, missing or over-long name, no, unknown, mis-cased, joined, wildcard or duplicate rights, as far as the schema refuses it',
    'probe `use-faulty`: what a fault gave out nevertheless, where it must be accepted if it had rights',
    'read-back `list-before`, `list-after`: the list before and after the refusals',
  ],
  destructive: false,
  applies: (model) =>
    someOrReason(
      faultyIssuers(
        model.operations,
        issuedKinds(model).map(({ name }) => name),
      ),
      'the schema of no issuing request refuses anything',
    ),
  run: async (lab) => {
    for (const issuer of faultyIssuers(
      lab.model.operations,
      issuedKinds(lab.model).map(({ name }) => name),
    )) {
      await attempt(lab, issuer.key, () => tryFaults(lab, issuer));
    }
  },
};

function faultyIssuers(operations: readonly Operation[], kinds: readonly string[]): readonly Operation[] {
  return operations
    .filter(({ verb, object }) => verb === 'issue' && kinds.includes(object))
    .filter((issuer) => issueFaults(issuer, []).length > 0);
}

async function tryFaults(lab: Lab, issuer: Operation): Promise<void> {
  const kind = issuer.object;
  const [first = {}] = rightsToTry(lab.model, kind);
  const control = await obtain(lab, kind, { by: issuer, ...first });
  const lists = credentialOperations(lab.model, 'list', kind).slice(0, 1);
  const readLists = async (step: string) => {
    for (const by of lists)
      await list(lab, kind, { by, step, case: issuer.key, tenant: control.tenant, owner: control.user });
  };
  await readLists('list-before');
  for (const fault of issueFaults(issuer, lab.model.credentials.get(kind)?.names ?? []))
    await tryFault(lab, issuer, control, fault, first.rights);
  await readLists('list-after');
}

async function tryFault(
  lab: Lab,
  issuer: Operation,
  control: Held,
  fault: IssueFault,
  rights: readonly string[] | undefined,
): Promise<void> {
  const kind = issuer.object;
  const takesOwner = issuer.request.some((place) => place.attribute === `${kind}.owner` && !place.readOnly);
  const actor = await actorsFor(lab, issuer, {
    tenant: control.tenant,
    user: takesOwner ? undefined : control.user,
  });
  const valid = lab.build(issuer, {
    values: {
      [`${kind}.name`]: lab.unique('fault'),
      ...(control.user === undefined ? {} : { [`${kind}.owner`]: control.user }),
      ...(rights === undefined ? {} : { [`${kind}.rights`]: rights }),
    },
  });
  const { at } = fault.place;
  const body = Object.hasOwn(fault, 'value')
    ? withValueAt(valid.body, at, fault.value)
    : withoutMember(valid.body, at);
  const sent = await lab.send({
    step: 'issue-fault',
    role: 'probe',
    case: `${issuer.key}: ${fault.case}`,
    control: control.by,
    request: { ...valid, body },
    present: actor.present,
    detail: { fault: fault.case, attribute: fault.place.attribute },
  });
  if (!sent.ok) return;
  const made = keepFromAnswer(lab, {
    kind,
    how: 'issue',
    operation: issuer,
    answer: sent,
    ...(control.user === undefined ? {} : { user: control.user }),
    ...(control.tenant === undefined ? {} : { tenant: control.tenant }),
  });
  await use(
    lab,
    { ...made, rights: rights ?? [] },
    { step: 'use-faulty', case: `${issuer.key}: ${fault.case}`, detail: { fault: fault.case } },
  );
  if (operationFor(lab, 'revoke', kind) === undefined && !hookServes(lab, 'revoke', undefined)) return;
  await attempt(lab, 'clean-up', async () => void (await revoke(lab, made, { role: 'clean-up' })));
}
