import type { CredentialKind } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { obtain } from '../lab/obtain.ts';
import { overScheme } from '../lab/present.ts';
import { firstUse, requestOf } from '../lab/use.ts';
import { bearsJwt, jwtBearers } from '../predict/jwt-kinds.ts';
import type { SigningHook } from '../target.ts';
import { decodeJwt } from '../wire/jws.ts';
import { reordered, signedVariants } from '../wire/signed-variants.ts';

/** Tokens that the issuer's own key signed over claims that must not be accepted. */
export const signedJwts: Experiment = {
  id: 'signed-jwts',
  purpose: 'Does a server that verified the signature look at what it signed?',
  steps: [
    'control `re-signed`: the claims of a fresh token, in another order, signed by the signing fixture',
    'probe `crit`, `exp-malformed`, `nbf-future`, `aud-iss`, `sub-unknown`, `duplicates`: one thing wrong in each',
    'control `nbf-past`: before `nbf-future`',
  ],
  destructive: false,
  applies: bearsJwt,
  run: async (lab) => {
    const { signatures } = lab;
    for (const kind of jwtBearers(lab.model))
      await attempt(lab, kind.name, () => tryAll(lab, kind, signatures));
  },
};

async function tryAll(lab: Lab, kind: CredentialKind, signatures: SigningHook): Promise<void> {
  const genuine = await obtain(lab, kind.name);
  const use = firstUse(lab, genuine);
  const carrier = lab.model.schemes.get(use.scheme);
  const decoded = decodeJwt(genuine.secret);
  if (carrier === undefined || decoded === undefined)
    throw new Lacking(`${kind.name} is not the JWT that the document describes`);
  const { alg: _, ...header } = decoded.header;
  const request = requestOf(lab, genuine, use);
  const sign = async (claims: string, change: Readonly<Record<string, unknown>> = {}) => {
    const token = await signatures.sign({ kind: kind.name, claims, header: { ...header, ...change } });
    lab.taint.registerAs(genuine.alias, token, 'signed for a test');
    return token;
  };
  const send = (step: string, name: string, token: string, control?: number) =>
    lab.send({
      step,
      role: control === undefined ? 'control' : 'probe',
      case: name,
      control,
      request,
      present: [overScheme(carrier, token, { scheme: use.scheme, form: `${step}: ${name}` })],
      detail: { kind: kind.name },
    });
  const control = await send('re-signed', kind.name, await sign(reordered(decoded.claims)));
  let pair = control.seq;
  for (const { step, name, claims, header: change, asControl } of signedVariants(kind, decoded.claims)) {
    const sent = await send(step, name, await sign(claims, change), asControl ? undefined : pair);
    pair = asControl ? sent.seq : control.seq;
  }
}
