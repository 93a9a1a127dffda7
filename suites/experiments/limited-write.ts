import type { Operation, Tier } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { markableProperty, markBody } from '../lab/marked-body.ts';
import { countingTiers, hasTiers, tierLabel } from '../predict/tiers.ts';
import { countedOperations, longestWindow, Spender, subjectOf } from './limit-subject.ts';

/** A write that comes too late must not happen. */
export const limitedWrite: Experiment = {
  id: 'limited-write',
  purpose: 'Does a write that is refused for the limit leave no trace?',
  steps: [
    'control `write`: a marked creation with room; `drain` by the same request until nothing is left',
    'probe `limited-write`: a creation with another mark',
    'the window passes; read-back `listed`: the first mark is there, the second is not',
  ],
  destructive: ['limits'],
  applies: (model) =>
    hasTiers(model) === true
      ? model.operations.some(isWrite) || 'no operation under a limit creates a record'
      : hasTiers(model),
  run: async (lab) => {
    const tiers = countingTiers(lab.model).filter((tier) =>
      countedOperations(lab, tier).some(
        (operation) => isWrite(operation) && listOf(lab, operation) !== undefined,
      ),
    );
    const [tier] = tiers.toSorted((a, b) => a.limit - b.limit);
    if (tier === undefined) throw new Lacking('no creation under a limit can be read back in a list');
    await attempt(lab, tierLabel(tier), () => write(lab, tier));
  },
};

function isWrite(operation: Operation): boolean {
  return (
    operation.objectKind === 'record' &&
    operation.verb === 'create' &&
    !operation.console &&
    markableProperty(operation) !== undefined
  );
}

/** The list of the same collection, in which the mark must show. */
function listOf(lab: Lab, create: Operation): Operation | undefined {
  return lab.model.operations.find(
    ({ verb, object, objectKind }) => verb === 'list' && objectKind === 'record' && object === create.object,
  );
}

async function write(lab: Lab, tier: Tier): Promise<void> {
  const create = countedOperations(lab, tier).find(
    (operation) => isWrite(operation) && listOf(lab, operation) !== undefined,
  );
  const list = create === undefined ? undefined : listOf(lab, create);
  if (create === undefined || list === undefined) return;
  const subject = await subjectOf(lab, tier, { operation: create });
  const spender = new Spender(lab, subject);
  const marked = (mark: string) => ({
    request: { ...subject.request, body: markBody(create, subject.request.body, mark) },
  });
  const [kept, refused] = [lab.unique('kept'), lab.unique('refused')];
  const control = await spender.send('write', { ...marked(kept), role: 'control', detail: { mark: kept } });
  for (let sent = 1; sent < tier.limit; sent += 1) if (!(await spender.send('drain')).ok) break;
  const probe = await spender.send('limited-write', {
    ...marked(refused),
    control: control.seq,
    detail: { mark: refused },
  });
  await lab.wait(longestWindow(lab), 'declared');
  const values =
    subject.tenant === undefined
      ? {}
      : { values: { 'record.tenant': subject.tenant, 'tenant.id': subject.tenant } };
  await lab.send({
    step: 'listed',
    role: 'read-back',
    case: tierLabel(tier),
    readBackOf: probe.seq,
    request: lab.build(list, values),
    present: subject.present,
    detail: { kept, refused },
  });
}
