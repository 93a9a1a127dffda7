import type { AuthModel, CredentialKind, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { canSignIn, type LabUser, Lacking } from '../lab/held.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { assertionKinds, keepLogin, useOnce } from '../lab/logins.ts';
import { fits } from '../lab/traits.ts';

function exchanges(model: AuthModel): readonly (readonly [Operation, CredentialKind])[] {
  return model.operations
    .filter(({ verb }) => verb === 'login')
    .flatMap((login) => assertionKinds(model, login).map((kind) => [login, kind] as const));
}

/** Assertions of third parties, good ones and ones with one thing wrong. */
export const sso: Experiment = {
  id: 'sso',
  purpose:
    'Is an assertion exchanged only if it is meant for this service, still good, and of a provider it trusts?',
  steps: [
    'control `good`: an assertion of each provider that the document names; `use`: what came back',
    'probe `bad`: wrong audience, issuer, signature; expired; unsigned; unknown e-mail',
    'probe `not-theirs`: a provider that the user may not use',
  ],
  destructive: false,
  applies: (model) => exchanges(model).length > 0 || 'no login takes an assertion of a third party',
  run: async (lab) => {
    for (const [login, kind] of exchanges(lab.model)) {
      const user = [...lab.users.values()].find((one) => one.login === 'any');
      if (user === undefined) throw new Lacking('no fixture user may sign in by every way');
      let control: number | undefined;
      for (const provider of providersOf(kind)) {
        const sent = await present(
          lab,
          login,
          kind,
          user,
          `from ${provider}`,
          { step: 'good', role: 'control' },
          { claims: withIssuer(kind, provider) },
        );
        if (sent.ok) control ??= sent.seq;
        const held = keepLogin(lab, login, sent, user);
        if (held !== undefined) await useOnce(lab, held, { step: 'use', case: `from ${provider}` });
      }
      await badOnes(lab, login, kind, user, control);
      for (const limited of [...lab.users.values()].filter(
        (one) => !canSignIn(one) && one.login.length > 0,
      )) {
        const foreign = providersOf(kind).find((provider) => !limited.login.includes(provider));
        if (foreign === undefined) continue;
        await present(
          lab,
          login,
          kind,
          limited,
          `${limited.id} by ${foreign}`,
          { step: 'not-theirs', role: 'probe', control },
          { claims: withIssuer(kind, foreign) },
        );
      }
    }
  },
};

type Minting = {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly signedBy?: 'trusted' | 'foreign' | 'none';
};

async function present(
  lab: Lab,
  login: Operation,
  kind: CredentialKind,
  user: LabUser,
  name: string,
  label: { step: string; role: 'control' | 'probe'; control?: number | undefined },
  minting: Minting,
): Promise<Sent> {
  const assertion = await lab.assertions.mint({ kind: kind.name, user: user.id, ...minting });
  const alias = lab.taint.aliasFor(kind.name, assertion, lab.experiment);
  const request = lab.build(login, { values: { [`${kind.name}.secret`]: assertion } });
  return lab.send({
    ...label,
    case: `${login.key} ${name}`,
    request,
    present: [],
    detail: { proof: alias, user: user.id },
  });
}

async function badOnes(
  lab: Lab,
  login: Operation,
  kind: CredentialKind,
  user: LabUser,
  control: number | undefined,
): Promise<void> {
  const claims = (kind.secret.kind === 'jwt' ? kind.secret.claims['properties'] : undefined) ?? {};
  const declared = new Set(Object.keys(typeof claims === 'object' ? claims : {}));
  const emailClaim =
    kind.secret.kind === 'jwt'
      ? kind.secret.places.find(({ attribute }) => attribute === 'user.email')?.at.slice(1)
      : undefined;
  const bad: readonly (readonly [string, string | undefined, Minting])[] = [
    ['for another audience', 'aud', { claims: { aud: 'another-service' } }],
    ['of an unknown issuer', 'iss', { claims: { iss: 'https://issuer.invalid' } }],
    ['that has expired', 'exp', { claims: { exp: 1_000_000_000 } }],
    [
      'of an unknown user',
      emailClaim ?? 'email',
      { claims: { [emailClaim ?? 'email']: 'nobody@nowhere.example' } },
    ],
    ['signed by somebody else', undefined, { signedBy: 'foreign' }],
    ['that is not signed', undefined, { signedBy: 'none' }],
  ];
  for (const [name, claim, minting] of bad) {
    if (claim !== undefined && !declared.has(claim)) continue;
    const sent = await present(
      lab,
      login,
      kind,
      user,
      name,
      { step: 'bad', role: 'probe', control },
      minting,
    );
    keepLogin(lab, login, sent, user);
  }
}

/** The values that the document allows at the claim that says how the user signed in. */
function providersOf(kind: CredentialKind): readonly string[] {
  if (kind.secret.kind !== 'jwt') return [];
  const place = kind.secret.places.find(({ attribute }) => attribute === 'user.login');
  const listed = place?.schema['enum'];
  const values = Array.isArray(listed) ? listed : [place?.schema['const']];
  return values.filter(
    (value): value is string => typeof value === 'string' && place !== undefined && fits(place.schema, value),
  );
}

function withIssuer(kind: CredentialKind, provider: string): Readonly<Record<string, unknown>> {
  const place =
    kind.secret.kind === 'jwt'
      ? kind.secret.places.find(({ attribute }) => attribute === 'user.login')
      : undefined;
  return place === undefined ? {} : { [place.at.slice(1)]: provider };
}
