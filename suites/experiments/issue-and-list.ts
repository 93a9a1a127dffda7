import type { Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { use } from '../lab/exercise.ts';
import type { Held } from '../lab/held.ts';
import { hintsOf } from '../lab/hints.ts';
import type { Lab } from '../lab/lab.ts';
import { list } from '../lab/lifecycle.ts';
import { colleagues, listAs } from '../lab/managers.ts';
import { obtain } from '../lab/obtain.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../predict/kinds.ts';
import { rightsToTry } from '../predict/rights.ts';

/** Issues several credentials by each issuing operation, uses them and reads the lists. */
export const issueAndList: Experiment = {
  id: 'issue-and-list',
  purpose:
    'Does issuing give independent, working credentials, and do lists show them as they are to those who may see them?',
  steps: [
    'setup `issue`: one of each kind that is used up by its use, so that all later answers can be searched for it',
    'setup `issue`: two of one name and one of another name and other rights, by each issuing operation',
    'probe `use-new`: each of them where it must be accepted; noted with it is which part of its value the lists show as a hint',
    'read-back `list`, `list-later`: every list of the kind before and after use and some time',
    'read-back `list-colleague`: the same list for another manager of the tenant',
    'read-back `list-foreign`: the list of another tenant, which has a credential of its own',
  ],
  destructive: false,
  applies: (model) => someOrReason(issuedKinds(model), 'no operation issues credentials'),
  run: async (lab) => {
    for (const kind of lab.model.credentials.values()) {
      const isIssued = credentialOperations(lab.model, 'issue', kind.name).length > 0;
      if (kind.uses !== 'any' && isIssued) await attempt(lab, kind.name, () => obtain(lab, kind.name));
    }
    for (const kind of issuedKinds(lab.model)) {
      for (const issuer of credentialOperations(lab.model, 'issue', kind.name)) {
        await attempt(lab, issuer.key, () => issueAndWatch(lab, issuer));
      }
    }
  },
};

async function issueAndWatch(lab: Lab, issuer: Operation): Promise<void> {
  const kind = issuer.object;
  const [first, second] = rightsToTry(lab.model, kind);
  const name = lab.unique('twin');
  const one = await obtain(lab, kind, { by: issuer, name, ...first });
  const same = { by: issuer, tenant: one.tenant, user: one.user };
  const twin = await obtain(lab, kind, { ...same, name, ...first });
  const max = lab.model.credentials.get(kind)?.count.max ?? 0;
  const other =
    max < 3 ? [] : [await obtain(lab, kind, { ...same, name: lab.unique('other'), ...(second ?? first) })];
  const lists = credentialOperations(lab.model, 'list', kind);
  const shown: Awaited<ReturnType<typeof list>>[] = [];
  for (const by of lists)
    shown.push(
      await list(lab, kind, { by, step: 'list', case: issuer.key, tenant: one.tenant, owner: one.user }),
    );
  for (const held of [one, twin, ...other])
    await use(lab, held, {
      step: 'use-new',
      case: `${issuer.key} ${held.alias}`,
      detail: { issuer: issuer.key, ...hintsOf(held, shown) },
    });
  await lab.wait(2);
  for (const by of lists)
    await list(lab, kind, { by, step: 'list-later', case: issuer.key, tenant: one.tenant, owner: one.user });
  for (const by of lists) await readAsOthers(lab, issuer, by, one);
}

async function readAsOthers(lab: Lab, issuer: Operation, by: Operation, one: Held): Promise<void> {
  for (const colleague of colleagues(lab, by, one).slice(0, 1)) {
    await listAs(
      lab,
      by,
      { user: colleague.id, tenant: one.tenant, owner: one.user },
      { step: 'list-colleague', case: issuer.key },
    );
  }
  for (const tenant of lab.model.fixtures.tenants.filter((id) => id !== one.tenant).slice(0, 1)) {
    await attempt(lab, 'list-foreign', async () => {
      const foreign = await obtain(lab, one.kind, { by: issuer, tenant });
      await listAs(
        lab,
        by,
        { tenant, owner: foreign.user, user: undefined },
        { step: 'list-foreign', case: issuer.key },
      );
    });
  }
}
