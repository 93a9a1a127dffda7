import type { CredentialKind } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { estimateBits, identityIn } from '../lab/guessability.ts';
import type { Held } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { revoke } from '../lab/lifecycle.ts';
import { obtain } from '../lab/obtain.ts';
import { credentialOperations, someOrReason, workingKinds } from '../predict/kinds.ts';
import { rightsToTry } from '../predict/rights.ts';

const samples = 20;

/** Draws a number of secrets of each opaque kind and measures what they have in common. */
export const secretSamples: Experiment = {
  id: 'secret-samples',
  purpose: 'Are secrets distinct, hard to guess, of one form and free of names?',
  steps: [
    'setup `issue` or `login`: twenty of each kind, all by one user, revoked as they come where that is possible',
    'figure `secret-bits`: what is left to guess, from the positions that vary',
    'figure `secret-identity`: how many hold a name, id or address of their user or tenant',
  ],
  destructive: false,
  applies: (model) => someOrReason(opaqueKinds(workingKinds(model)), 'no opaque secret can be had anew'),
  run: async (lab) => {
    for (const kind of opaqueKinds(workingKinds(lab.model)))
      await attempt(lab, kind.name, () => draw(lab, kind));
  },
};

function opaqueKinds(kinds: readonly CredentialKind[]): readonly CredentialKind[] {
  return kinds.filter(({ secret }) => secret.kind === 'opaque');
}

async function draw(lab: Lab, kind: CredentialKind): Promise<void> {
  const [choice = {}] = rightsToTry(lab.model, kind.name);
  const first = await obtain(lab, kind.name, choice);
  const drawn: Held[] = [first];
  const revocable = credentialOperations(lab.model, 'revoke', kind.name).length > 0;
  while (drawn.length < samples) {
    const held = await obtain(lab, kind.name, {
      ...choice,
      tenant: first.tenant,
      user: first.user,
      unsettled: true,
    });
    drawn.push(held);
    if (revocable) await revoke(lab, held, { role: 'clean-up' });
  }
  const secrets = drawn.map(({ secret }) => secret);
  lab.figure(`secret-bits ${kind.name}`, estimateBits(secrets), `bits by ${drawn.length} samples`);
  const owner = first.user === undefined ? undefined : lab.users.get(first.user);
  const names = [first.user, owner?.email, first.tenant].filter((name) => name !== undefined);
  const found = secrets.map((secret) => identityIn(secret, names)).filter((name) => name !== undefined);
  lab.figure(
    `secret-identity ${kind.name}`,
    found.length,
    found.length === 0 ? 'no name found' : `holds ${found[0]}`,
  );
}
