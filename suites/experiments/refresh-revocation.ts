import type { Experiment } from '../experiment.ts';
import { nobody } from '../lab/absent.ts';
import { attempt } from '../lab/attempt.ts';
import { use, usesOf } from '../lab/exercise.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { revoke } from '../lab/lifecycle.ts';
import { signers } from '../lab/logins.ts';
import { freshPair, keepRefreshed, type Refresh, refreshWith, revocableRefreshes } from '../lab/refreshes.ts';
import { settleEnd } from '../lab/settle.ts';

/** A refresh credential is revoked; then it, its access credential and those of another sign-in are used. */
export const refreshRevocation: Experiment = {
  id: 'refresh-revocation',
  purpose: 'Does the revocation of a refresh credential end what came of it, and nothing else?',
  steps: [
    'two logins of one user; control `before`: the access credentials; control `refresh-before`: one refreshes',
    'control `sibling-before`: the access credential of the first login, as refreshed',
    'setup: the other refresh credential is revoked',
    'probe `refresh-after`, `access-after`: what was revoked, and the access credential beside it',
    'probe `sibling-after`: the other login',
  ],
  destructive: ['credentials'],
  applies: (model) => revocableRefreshes(model).length > 0 || 'no operation revokes a refresh credential',
  run: async (lab) => {
    for (const refresh of revocableRefreshes(lab.model))
      await attempt(lab, refresh.proof.name, () => watch(lab, refresh));
  },
};

async function watch(lab: Lab, refresh: Refresh): Promise<void> {
  const user = signers(lab).at(-1);
  if (user === undefined) throw nobody(lab.model, 'no fixture user can sign in with a password');
  const sibling = await freshPair(lab, refresh, user);
  const { access, proof } = await freshPair(lab, refresh, user);
  const label = { case: proof.kind, detail: { access: access.kind, proof: proof.alias } };
  const [at] = usesOf(lab, access);
  const given = (one: typeof proof) => ({ secret: one.secret, alias: one.alias, form: 'documented' });
  const before = await use(lab, access, { ...label, step: 'before', role: 'control', at });
  const refreshed = await refreshWith(lab, refresh, given(sibling.proof), {
    ...label,
    step: 'refresh-before',
    role: 'control',
  });
  const next = keepRefreshed(lab, refresh, refreshed, sibling.proof);
  const other = next?.access ?? sibling.access;
  const living = await use(lab, other, { ...label, step: 'sibling-before', role: 'control', at });
  const sent = await revoke(lab, proof);
  if (!sent.ok) throw new Lacking(`${sent.exchange.operation} was refused with ${sent.status}`);
  await settleEnd(lab, access);
  const again = await refreshWith(lab, refresh, given(proof), {
    ...label,
    step: 'refresh-after',
    role: 'probe',
    control: refreshed.seq,
  });
  keepRefreshed(lab, refresh, again, proof);
  await use(lab, access, { ...label, step: 'access-after', control: before.seq, at });
  await use(lab, other, { ...label, step: 'sibling-after', control: living.seq, at });
}
