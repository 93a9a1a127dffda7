import type { AuthModel, CredentialKind } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { nobody } from '../lab/absent.ts';
import { attempt } from '../lab/attempt.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { signers } from '../lab/logins.ts';
import { obtain } from '../lab/obtain.ts';
import { removeUser } from '../lab/people.ts';
import { overScheme } from '../lab/present.ts';
import { settleEnd } from '../lab/settle.ts';
import { firstUse, requestOf } from '../lab/use.ts';
import { bearsJwt, jwtBearers } from '../predict/jwt-kinds.ts';
import type { SigningHook } from '../target.ts';
import { decodeJwt } from '../wire/jws.ts';
import { reordered, subjectClaim } from '../wire/signed-variants.ts';

/** A token that is signed, by the issuer's own key, for somebody who was removed. */
export const signedForRemoved: Experiment = {
  id: 'signed-for-removed',
  purpose: 'Does a good signature over the name of a removed user open anything?',
  steps: [
    "control `before-removal`: a user's claims, signed by the signing fixture",
    'setup: the user is removed; probe `removed`: the same claims with later times, signed then',
  ],
  destructive: ['people'],
  applies: (model) => {
    if (bearsJwt(model) !== true) return bearsJwt(model);
    return kindsOfRemovable(model).length > 0 || 'no operation removes a user whose token is a JWT';
  },
  run: async (lab) => {
    const { signatures } = lab;
    for (const kind of kindsOfRemovable(lab.model))
      await attempt(lab, kind.name, () => outlive(lab, kind, signatures));
  },
};

function kindsOfRemovable(model: AuthModel): readonly CredentialKind[] {
  const removes = model.operations.some(({ verb, object }) => verb === 'delete' && object === 'user');
  return jwtBearers(model).filter((kind) => removes && subjectClaim(kind) !== undefined);
}

async function outlive(lab: Lab, kind: CredentialKind, signatures: SigningHook): Promise<void> {
  const user = signers(lab).at(-1);
  if (user === undefined) throw nobody(lab.model, 'no fixture user can sign in with a password');
  const held = await obtain(lab, kind.name, { user: user.id });
  const use = firstUse(lab, held);
  const carrier = lab.model.schemes.get(use.scheme);
  const claims = decodeJwt(held.secret)?.claims;
  if (carrier === undefined || claims === undefined) throw new Lacking(`${kind.name} is no JWT`);
  // Built now: a removed user has no tenant to build it for.
  const request = requestOf(lab, held, use);
  const { alg: _, ...header } = decodeJwt(held.secret)?.header ?? {};
  const send = async (step: string, role: 'control' | 'probe', laterSeconds: number, control?: number) => {
    const later = Object.fromEntries(
      Object.entries(claims).map(([name, value]) =>
        (name === 'iat' || name === 'exp') && typeof value === 'number'
          ? [name, value + laterSeconds]
          : [name, value],
      ),
    );
    const token = await signatures.sign({ kind: kind.name, claims: reordered(later), header });
    lab.taint.registerAs(held.alias, token, 'signed for a test');
    return lab.send({
      step,
      role,
      case: kind.name,
      control,
      request,
      present: [overScheme(carrier, token, { scheme: use.scheme, form: step })],
      detail: { kind: kind.name },
    });
  };
  const control = await send('before-removal', 'control', 0);
  const removed = await removeUser(lab, user);
  if (!removed.ok) throw new Lacking(`${removed.exchange.operation} was refused with ${removed.status}`);
  await settleEnd(lab, held);
  await send('removed', 'probe', 1, control.seq);
}
