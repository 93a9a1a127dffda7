import type { AuthModel, CredentialKind } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { callerDetail, mayCall } from '../lab/caller.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { list } from '../lab/lifecycle.ts';
import { obtain } from '../lab/obtain.ts';
import { asDocumented } from '../lab/present.ts';
import { ownValues } from '../lab/record-target.ts';
import { sweptOperations } from '../predict/matrix-cells.ts';
import { issuable } from './name-lookalikes.ts';

/** A credential with two names: both, and nothing else. */
export const namesAsSelected: Experiment = {
  id: 'names-as-selected',
  purpose: 'Has a credential exactly the names that were selected for it?',
  steps: [
    'a credential with two names that open different lists, and one with every name',
    'control `each`: each list that either opens; control `every`: any other list with every name; probe `neither`: with the two',
    'read-back `shown`: the list of credentials',
  ],
  destructive: false,
  applies: (model) =>
    issuable(model).some(({ kind }) => pairOf(model, kind) !== undefined) ||
    'no two names of a credential open different lists',
  run: async (lab) => {
    for (const { kind } of issuable(lab.model)) {
      const pair = pairOf(lab.model, kind);
      if (pair !== undefined) await tryPair(lab, kind, pair);
    }
  },
};

async function tryPair(lab: Lab, kind: CredentialKind, pair: readonly string[]): Promise<void> {
  const scheme = [...lab.model.schemes.values()].find(({ credential }) => credential === kind.name);
  const tenant = lab.model.fixtures.tenants[0];
  if (scheme === undefined) throw new Lacking(`no scheme carries ${kind.name}`);
  const held = await obtain(lab, kind.name, { rights: pair, tenant });
  const full = await obtain(lab, kind.name, { rights: kind.names, tenant });
  const caller = {
    label: pair.join(' + '),
    scheme: scheme.name,
    kind: kind.name,
    own: pair,
    owner: [],
    user: undefined,
    tenant,
  };
  for (const operation of sweptOperations(lab.model, scheme).filter(
    ({ verb, path }) => verb === 'list' && !path.includes('{'),
  )) {
    const request = lab.build(operation, { values: ownValues(lab, caller) });
    const base = { case: `${caller.label} × ${operation.key}`, request, detail: callerDetail(caller) };
    if (mayCall(lab.model, operation, caller)) {
      await lab.send({
        ...base,
        step: 'each',
        role: 'control',
        present: [asDocumented(lab.model, held, scheme.name)],
      });
      continue;
    }
    const control = await lab.send({
      ...base,
      step: 'every',
      role: 'control',
      present: [asDocumented(lab.model, full, scheme.name)],
    });
    await lab.send({
      ...base,
      step: 'neither',
      role: 'probe',
      control: control.seq,
      present: [asDocumented(lab.model, held, scheme.name)],
    });
  }
  await list(lab, kind.name, { step: 'shown', case: kind.name, tenant });
}

/** Two names of which each opens a list that the other does not, fewest lists first. */
export function pairOf(model: AuthModel, kind: CredentialKind): readonly string[] | undefined {
  const scheme = [...model.schemes.values()].find(({ credential }) => credential === kind.name);
  if (scheme === undefined) return undefined;
  const lists = sweptOperations(model, scheme).filter(
    ({ verb, path }) => verb === 'list' && !path.includes('{'),
  );
  const opened = (name: string) =>
    lists.filter((operation) =>
      mayCall(model, operation, {
        label: '',
        scheme: scheme.name,
        kind: kind.name,
        own: [name],
        owner: [],
        user: undefined,
        tenant: undefined,
      }),
    );
  const byFewest = kind.names
    .map((name) => ({ name, open: opened(name) }))
    .filter(({ open }) => open.length > 0)
    .toSorted((left, right) => left.open.length - right.open.length);
  for (const left of byFewest) {
    const right = byFewest.find(
      ({ open }) =>
        open.some((one) => !left.open.includes(one)) && left.open.some((one) => !open.includes(one)),
    );
    if (right !== undefined) return [left.name, right.name];
  }
  return undefined;
}
