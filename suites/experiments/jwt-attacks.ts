import type { CredentialKind } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import type { Held } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { obtain } from '../lab/obtain.ts';
import { asDocumented, overScheme } from '../lab/present.ts';
import { firstUse, requestOf } from '../lab/use.ts';
import { jwtBearers } from '../predict/jwt-kinds.ts';
import { decodeJwt } from '../wire/jws.ts';
import { forgeriesOf } from '../wire/jwt-forgeries.ts';

/** Forged and misshapen JWTs, each beside the genuine one it was made from. */
export const jwtAttacks: Experiment = {
  id: 'jwt-attacks',
  purpose: 'Is a JWT accepted only with the signature, algorithm and form that the issuer gave it?',
  steps: [
    'control `genuine`: a fresh token on a plain read',
    'probe `alg-none`, `signature-stripped`, `signature-tampered`, `payload-tampered`, `guessed-secret`, `crit`, `kid`, `header-keys`, `format`, `zero-signature`',
    'control `genuine-still`: the same token at the end',
  ],
  destructive: false,
  applies: (model) =>
    jwtBearers(model).length > 0 || 'no credential of the document is a JWT that a scheme carries',
  run: async (lab) => {
    for (const kind of jwtBearers(lab.model)) await attack(lab, kind);
  },
};

async function attack(lab: Lab, kind: CredentialKind): Promise<void> {
  const genuine = await obtain(lab, kind.name);
  const other = await obtain(lab, kind.name, someoneElse(lab, genuine));
  const use = firstUse(lab, genuine);
  const { scheme } = use;
  const carrier = lab.model.schemes.get(scheme);
  if (carrier === undefined) return;
  const request = requestOf(lab, genuine, use);
  const control = await lab.send({
    step: 'genuine',
    role: 'control',
    case: kind.name,
    request,
    present: [asDocumented(lab.model, genuine, scheme)],
  });
  for (const { family, name, token } of forgeriesOf(
    genuine.secret,
    tamperedClaims(kind, genuine, other),
    other.secret,
  )) {
    // A forgery holds most of a living token: it is as secret as that.
    lab.taint.registerForm(genuine.alias, token, 'forged');
    const present = overScheme(carrier, token, { scheme, form: `${family}: ${name}` });
    // What the wire cannot carry in a field value goes nowhere; spaces and braces can.
    await lab.send({
      step: family,
      role: 'probe',
      case: name,
      control: control.seq,
      request,
      present: [present],
    });
  }
  await lab.send({
    step: 'genuine-still',
    role: 'control',
    case: kind.name,
    request,
    present: [asDocumented(lab.model, genuine, scheme)],
  });
}

function someoneElse(lab: Lab, held: Held): { user?: string } {
  const other = [...lab.users.values()].find(
    (user) => user.id !== held.user && (user.login === 'any' || user.login.includes('password')),
  );
  return other === undefined ? {} : { user: other.id };
}

/** Claims that would be worth forging: another subject, another role, a later end, new powers. */
function tamperedClaims(
  kind: CredentialKind,
  genuine: Held,
  other: Held,
): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  const own = decodeJwt(genuine.secret)?.claims ?? {};
  const theirs = decodeJwt(other.secret)?.claims ?? {};
  const exp = typeof own['exp'] === 'number' ? own['exp'] : 2_000_000_000;
  const roles =
    kind.secret.kind === 'jwt'
      ? kind.secret.places.find(({ attribute }) => attribute === 'user.roles')?.at.slice(1)
      : undefined;
  return [
    ['sub of another user', { sub: theirs['sub'] === own['sub'] ? 'somebody-else' : theirs['sub'] }],
    ['a year more to live', { exp: exp + 31_536_000 }],
    [`another ${roles ?? 'role'}`, { [roles ?? 'role']: 'ADMIN' }],
    ['an admin flag', { admin: true }],
  ];
}
