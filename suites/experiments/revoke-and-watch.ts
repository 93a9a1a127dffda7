import type { Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt, orNote } from '../lab/attempt.ts';
import { type Use, use, usesOf } from '../lab/exercise.ts';
import type { Held } from '../lab/held.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { list, revoke } from '../lab/lifecycle.ts';
import { obtain } from '../lab/obtain.ts';
import { revive, tryOddRevocations } from '../lab/revocation.ts';
import { settleEnd } from '../lab/settle.ts';
import { credentialOperations, revocableKinds, someOrReason } from '../predict/kinds.ts';
import { rightsToTry } from '../predict/rights.ts';

const laterSeconds = 3600;

/** Control sandwich: works, is revoked, is refused everywhere and for good, while its siblings go on. */
export const revokeAndWatch: Experiment = {
  id: 'revoke-and-watch',
  purpose: 'Does revocation end exactly one credential, everywhere, within its bound and for good?',
  steps: [
    'control `before-revoke`: twice at each of a few operations, and once on a connection that is kept',
    'setup `revoke`: by each revoking operation',
    'probe `after-revoke`: the same requests after the bound, on fresh connections and on the kept one',
    'probe `unknown-credential`: a value that was never issued',
    'probe `sibling-after-revoke`: a credential of the same name and one of another name',
    'probe `revoke-again`, `revoke-unknown`, `revoke-foreign`, `revoke-by-value`: revocations without effect',
    'probe `foreign-after-revoke`: what others tried to revoke',
    'probe `revive`: guesses at how to bring it back',
    'probe `reissued`, `after-reissue`, `later`: the old value after a new one of the same name, and an hour later',
    'read-back `list-revoked`: the lists',
  ],
  destructive: ['credentials'],
  applies: (model) => someOrReason(revocableKinds(model), 'no operation revokes a credential'),
  run: async (lab) => {
    for (const kind of revocableKinds(lab.model)) {
      for (const by of credentialOperations(lab.model, 'revoke', kind.name))
        await attempt(lab, by.key, () => watch(lab, by));
    }
  },
};

async function watch(lab: Lab, by: Operation): Promise<void> {
  const kind = by.object;
  const [choice = {}] = rightsToTry(lab.model, kind).slice(0, 1);
  const name = lab.unique('target');
  const target = await obtain(lab, kind, { name, ...choice });
  const alike = { tenant: target.tenant, user: target.user, ...choice };
  const twin = await obtain(lab, kind, { name, ...alike });
  // Where two are all that may exist, the twin is the sibling too.
  const hasRoom = (lab.model.credentials.get(kind)?.count.max ?? 0) > 2;
  const sibling = hasRoom ? await obtain(lab, kind, { name: lab.unique('sibling'), ...alike }) : twin;
  const places = usesOf(lab, target).slice(0, 3);
  const detail = { by: by.key };
  const controls = await warmUp(lab, by, target, places);
  const connection = await lab.openConnection(places[0]?.operation ?? by);
  try {
    const kept = await use(lab, target, {
      step: 'before-revoke',
      role: 'control',
      case: `${by.key}, kept connection`,
      at: places[0],
      raw: connection,
      detail,
    });
    await revoke(lab, target, { by, case: by.key });
    await settleEnd(lab, target);
    await use(lab, target, {
      step: 'after-revoke',
      case: `${by.key}, kept connection`,
      at: places[0],
      raw: connection,
      control: kept.seq,
      detail,
    });
  } finally {
    connection.close();
  }
  await probeAll(lab, target, 'after-revoke', controls, detail);
  const forged: Held = { ...target, alias: `unknown:${kind}`, secret: neverIssued(target.secret) };
  const [firstAt, firstControl] = controls[0] ?? [];
  await use(lab, forged, {
    step: 'unknown-credential',
    case: by.key,
    at: firstAt,
    control: firstControl?.seq,
    detail,
  });
  for (const held of new Set([twin, sibling]))
    await use(lab, held, {
      step: 'sibling-after-revoke',
      case: `${by.key} ${held === twin ? 'same name' : 'other name'}`,
      detail,
    });
  await orNote(lab, `${by.key}, odd revocations`, () => tryOddRevocations(lab, by, target, sibling));
  await orNote(lab, `${by.key}, brought back`, () => revive(lab, by, target));
  const next = await obtain(lab, kind, { name, ...alike });
  await use(lab, next, { step: 'reissued', case: by.key, detail });
  await probeAll(lab, target, 'after-reissue', controls.slice(0, 1), detail);
  for (const operation of credentialOperations(lab.model, 'list', kind)) {
    await orNote(lab, `${operation.key} after ${by.key}`, () =>
      list(lab, kind, {
        by: operation,
        step: 'list-revoked',
        case: by.key,
        tenant: target.tenant,
        owner: target.user,
      }),
    );
  }
  await attempt(lab, 'later', async () => {
    await lab.wait(laterSeconds);
    await probeAll(lab, target, 'later', controls.slice(0, 1), detail);
  });
}

async function warmUp(
  lab: Lab,
  by: Operation,
  target: Held,
  places: readonly Use[],
): Promise<readonly (readonly [Use, Sent])[]> {
  const warm: (readonly [Use, Sent])[] = [];
  for (const at of places) {
    const label = {
      step: 'before-revoke',
      role: 'control' as const,
      case: `${by.key}, ${at.operation.key}`,
      at,
    };
    await use(lab, target, label);
    warm.push([at, await use(lab, target, label)]);
  }
  // What does not accept the credential in the first place proves nothing later.
  return warm.filter(([, sent]) => sent.ok);
}

async function probeAll(
  lab: Lab,
  target: Held,
  step: string,
  controls: readonly (readonly [Use, Sent])[],
  detail: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [at, control] of controls) {
    await use(lab, target, { step, case: control.exchange.case, at, control: control.seq, detail });
  }
}

/** A value of the same form that nobody issued. */
function neverIssued(secret: string): string {
  const at = Math.floor(secret.length * 0.7);
  const swap = secret[at] === 'a' ? 'b' : 'a';
  return `${secret.slice(0, at)}${swap}${secret.slice(at + 1)}`;
}
