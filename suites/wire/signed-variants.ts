import type { CredentialKind, JsonSchema } from '../../spec/model.ts';

/** Claims to be signed by the issuer's own key, with one thing wrong in them. */
export interface SignedVariant {
  readonly step:
    | 'crit'
    | 'exp-malformed'
    | 'nbf-past'
    | 'nbf-future'
    | 'aud-iss'
    | 'sub-unknown'
    | 'duplicates';
  readonly name: string;
  /** JSON text. */
  readonly claims: string;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Nothing is wrong: it is what the next one is compared with. */
  readonly asControl?: boolean;
}

type Claims = Readonly<Record<string, unknown>>;

/** The same claims as another text: who looks tokens up as a whole does not know it. */
export function reordered(claims: Claims): string {
  return JSON.stringify(Object.fromEntries(Object.entries(claims).toReversed()));
}

/** All variants that the claims of a genuine token allow, each control before what it is for. */
export function signedVariants(kind: CredentialKind, claims: Claims): readonly SignedVariant[] {
  return [
    ...criticalHeaders(claims),
    ...expVariants(claims),
    ...nbfVariants(claims),
    ...audienceVariants(kind, claims),
    ...subjectVariants(kind, claims),
    ...duplicateVariants(kind, claims),
  ];
}

function criticalHeaders(claims: Claims): readonly SignedVariant[] {
  const unknown = 'urn:probe:unknown';
  return [
    {
      step: 'crit',
      name: 'unknown extension',
      claims: reordered(claims),
      header: { crit: [unknown], [unknown]: true },
    },
  ];
}

function expVariants(claims: Claims): readonly SignedVariant[] {
  const { exp, ...others } = claims;
  if (typeof exp !== 'number') return [];
  const values: readonly (readonly [string, unknown])[] = [
    ['null', null],
    ['a text', String(exp)],
    ['a word', 'never'],
    ['an array', [exp]],
    ['true', true],
    ['an object', {}],
    ['negative', -1],
    ['zero', 0],
    ['1e20', 1e20],
    ['milliseconds', exp * 1000],
  ];
  const step = 'exp-malformed';
  return [
    { step, name: 'exp missing', claims: reordered(others) },
    ...values.map(
      ([name, value]): SignedVariant => ({
        step,
        name: `exp ${name}`,
        claims: reordered({ ...others, exp: value }),
      }),
    ),
  ];
}

function nbfVariants(claims: Claims): readonly SignedVariant[] {
  const { iat, exp } = claims;
  const now = typeof iat === 'number' ? iat : typeof exp === 'number' ? exp - 60 : undefined;
  if (now === undefined) return [];
  const withNbf = (nbf: number): string => reordered({ ...claims, nbf });
  // No leeway of a few minutes bridges a day.
  const future: SignedVariant = { step: 'nbf-future', name: 'nbf tomorrow', claims: withNbf(now + 86_400) };
  const past: SignedVariant = {
    step: 'nbf-past',
    name: 'nbf a minute ago',
    claims: withNbf(now - 60),
    asControl: true,
  };
  return [past, future];
}

/** `aud` and `iss` as far as the document fixes them. */
function audienceVariants(kind: CredentialKind, claims: Claims): readonly SignedVariant[] {
  return fixedClaims(kind).flatMap((name): readonly SignedVariant[] => {
    const { [name]: own, ...others } = claims;
    if (own === undefined) return [];
    const other = 'https://elsewhere.example';
    const values: readonly (readonly [string, unknown])[] = [
      ['of another service', other],
      ['that begins alike', `${String(own)}.elsewhere.example`],
      ['empty', ''],
      ...(name === 'aud' ? ([['in a list of others', [other]]] as const) : []),
    ];
    return [
      { step: 'aud-iss', name: `${name} missing`, claims: reordered(others) },
      ...values.map(
        ([text, value]): SignedVariant => ({
          step: 'aud-iss',
          name: `${name} ${text}`,
          claims: reordered({ ...others, [name]: value }),
        }),
      ),
    ];
  });
}

/** Which of `aud` and `iss` the document requires and fixes to values that it names. */
export function fixedClaims(kind: CredentialKind): readonly ('aud' | 'iss')[] {
  if (kind.secret.kind !== 'jwt') return [];
  const { required, properties } = kind.secret.claims;
  return (['aud', 'iss'] as const).filter((name) => {
    const schema = (properties as Readonly<Record<string, JsonSchema>> | undefined)?.[name];
    const isFixed = schema !== undefined && ('const' in schema || 'enum' in schema);
    return isFixed && Array.isArray(required) && required.includes(name);
  });
}

function subjectVariants(kind: CredentialKind, claims: Claims): readonly SignedVariant[] {
  const name = subjectClaim(kind);
  if (name === undefined || claims[name] === undefined) return [];
  const { [name]: _, ...others } = claims;
  const step = 'sub-unknown';
  return [
    { step, name: `${name} of nobody`, claims: reordered({ ...others, [name]: 'nobody-at-all' }) },
    { step, name: `${name} empty`, claims: reordered({ ...others, [name]: '' }) },
    { step, name: `${name} missing`, claims: reordered(others) },
  ];
}

/** The claim that says whose the token is. */
export function subjectClaim(kind: CredentialKind): string | undefined {
  if (kind.secret.kind !== 'jwt') return undefined;
  const place = kind.secret.places.find(
    ({ attribute }) => attribute === 'user.id' || attribute === 'user.email',
  );
  return place === undefined || place.at.indexOf('/', 1) !== -1 ? undefined : place.at.slice(1);
}

/**
 * A member twice: readers that keep the last one must find the wrong one where it stands last. A reader that keeps the
 * first one takes these for good (RFC 7519 §4).
 */
function duplicateVariants(kind: CredentialKind, claims: Claims): readonly SignedVariant[] {
  const subject = subjectClaim(kind);
  const wrong: readonly (readonly [string, unknown])[] = [
    ...(typeof claims['exp'] === 'number' ? ([['exp', claims['exp'] - 31_536_000]] as const) : []),
    ...(subject === undefined ? [] : ([[subject, 'nobody-at-all']] as const)),
  ];
  return wrong.map(([name, value]) => ({
    step: 'duplicates',
    name: `${name} twice, the last one wrong`,
    claims: `${JSON.stringify(claims).slice(0, -1)},${JSON.stringify(name)}:${JSON.stringify(value)}}`,
  }));
}
