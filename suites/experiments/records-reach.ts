import type { FixtureRecord, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { callerDetail, type ReadyCaller, reachesRecord } from '../lab/caller.ts';
import { readyAll } from '../lab/columns.ts';
import { accompanied, mayCallAccompanied } from '../lab/companions.ts';
import type { Lab } from '../lab/lab.ts';
import { distinctPeople, reachOperations, recordsOf } from '../lab/persons.ts';
import { isOnItem, ownValues } from '../lab/record-target.ts';
import { attempt, type Proofs } from './reach/attempt.ts';

/** Every person × every record, at every operation whose reach depends on whose the record is. */
export const recordsReach: Experiment = {
  id: 'records-reach',
  purpose: 'Does everybody reach exactly the records that the document puts within reach?',
  steps: [
    'probe `list`: each list as each person who differs in reach',
    'control `read-within`, `write-within`, `set-within`: each record by those who reach it',
    'probe `read-beyond`, `write-beyond`, `set-beyond`: the same by those who do not',
    'read-back `state-before`, `state-after`: the record, by somebody who reaches it',
  ],
  destructive: false,
  applies: (model) => reachOperations(model).size > 0 || 'every record is shared by its whole tenant',
  run: async (lab) => {
    for (const [scheme, operations] of reachOperations(lab.model)) {
      const people = await readyAll(lab, distinctPeople(lab, scheme, operations));
      for (const operation of operations) if (operation.verb === 'list') await list(lab, operation, people);
      const [first] = operations;
      for (const operation of operations.filter(isOnItem)) {
        const records = recordsOf(lab.model, operation);
        const proofs: Proofs = new Map();
        for (const record of withinFirst(
          lab,
          operation,
          operation.object === first?.object ? records : few(records),
          people,
        ))
          await attempt(lab, operation, record, people, proofs);
      }
    }
  },
};

/** After the first collection: two records of the first tenant and one of another are enough to find a route without a check. */
function few(records: readonly FixtureRecord[]): readonly FixtureRecord[] {
  const [home] = records;
  return [
    ...records.filter(({ tenant }) => tenant === home?.tenant).slice(0, 2),
    ...records.filter(({ tenant }) => tenant !== home?.tenant).slice(0, 1),
  ];
}

async function list(lab: Lab, operation: Operation, people: readonly ReadyCaller[]): Promise<void> {
  for (const person of people.filter((candidate) => mayCallAccompanied(lab.model, operation, candidate))) {
    const request = lab.build(operation, { values: ownValues(lab, person) });
    await lab.send({
      step: 'list',
      role: 'probe',
      case: `${person.label} × ${operation.key}`,
      request,
      present: await accompanied(lab, operation, person),
      detail: callerDetail(person),
    });
  }
}

/** Records that somebody reaches come first: what succeeds there is the control where nobody may. */
function withinFirst(
  lab: Lab,
  operation: Operation,
  records: readonly FixtureRecord[],
  people: readonly ReadyCaller[],
): readonly FixtureRecord[] {
  const isReached = (record: FixtureRecord) =>
    people.some(
      (person) =>
        mayCallAccompanied(lab.model, operation, person) &&
        reachesRecord(lab.model, operation, person, record),
    );
  return records.toSorted((left, right) => Number(isReached(right)) - Number(isReached(left)));
}
