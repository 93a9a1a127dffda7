import type { CredentialKind, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { obtain } from '../lab/obtain.ts';
import { asDocumented, overScheme } from '../lab/present.ts';
import { readAttribute } from '../lab/read-answer.ts';
import { firstUse, requestOf } from '../lab/use.ts';
import { publishedKinds, publishes } from '../predict/jwt-kinds.ts';
import { decodeJwt } from '../wire/jws.ts';
import { keyConfusions } from '../wire/jwt-key-confusions.ts';

/** Tokens that whoever reads the published key could make, each beside the genuine one. */
export const keyConfusion: Experiment = {
  id: 'key-confusion',
  purpose: 'Does a public key verify signatures of its own algorithm, and nothing else?',
  steps: [
    'setup `keys`: the published keys',
    'control `genuine`: a fresh token',
    'probe `confused`: its claims under HS256 with the public key as the secret, in all its forms, and under other algorithms',
  ],
  destructive: false,
  applies: publishes,
  run: async (lab) => {
    for (const { kind, by } of publishedKinds(lab.model))
      await attempt(lab, kind.name, () => confuse(lab, kind, by));
  },
};

async function confuse(lab: Lab, kind: CredentialKind, by: Operation): Promise<void> {
  const keys = await lab.send({
    step: 'keys',
    role: 'setup',
    case: kind.name,
    request: lab.build(by),
    present: [],
  });
  const published = readAttribute(lab.model, by, keys, `${kind.name}.publicKeys`).flat().filter(isObject);
  if (published.length === 0)
    throw new Lacking(`${by.key} shows no public key where the document says it stands`);
  const genuine = await obtain(lab, kind.name);
  const { kid } = decodeJwt(genuine.secret)?.header ?? {};
  const jwk = published.find((one) => one['kid'] === kid) ?? published[0] ?? {};
  const use = firstUse(lab, genuine);
  const carrier = lab.model.schemes.get(use.scheme);
  if (carrier === undefined) return;
  const request = requestOf(lab, genuine, use);
  const control = await lab.send({
    step: 'genuine',
    role: 'control',
    case: kind.name,
    request,
    present: [asDocumented(lab.model, genuine, use.scheme)],
  });
  for (const [name, token] of keyConfusions(genuine.secret, jwk, keys.body)) {
    // It holds the claims of a living token: it is as secret as that.
    lab.taint.registerAs(genuine.alias, token, 'forged');
    await lab.send({
      step: 'confused',
      role: 'probe',
      case: name,
      control: control.seq,
      request,
      present: [overScheme(carrier, token, { scheme: use.scheme, form: `confused: ${name}` })],
    });
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
