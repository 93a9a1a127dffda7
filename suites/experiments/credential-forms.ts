import type { HeaderPair } from '../../spec/history.ts';
import type { Stand } from '../lab/anchor.ts';
import { carrierValue, overScheme, type Presentation } from '../lab/present.ts';
import { alteredSecrets, junk, sameShape } from './altered-secrets.ts';

/** One way to present a credential wrongly, or rightly in an unusual way. */
export interface Form {
  /** Rules select by it. */
  readonly step: string;
  readonly form: string;
  readonly present: readonly Presentation[];
  /** Needs a raw socket: no client library sends it as it stands. */
  readonly raw: boolean;
}

/** Header lines written by hand. `real`: the whole secret is in them. */
export function lines(
  stand: Stand,
  step: string,
  form: string,
  pairs: readonly HeaderPair[],
  real: boolean,
  sensitive: readonly string[] = [],
): Form {
  const presented = {
    scheme: stand.anchor.scheme.name,
    form,
    ...(real ? { credential: stand.held.alias } : {}),
  };
  return { step, form, raw: true, present: [{ presented, headers: pairs, query: [], sensitive }] };
}

/** Another secret in the documented carrier. Hints of the true one in it are kept out of the history. */
export function otherSecret(stand: Stand, step: string, form: string, text: string): Form {
  const { scheme } = stand.anchor;
  const presentation = overScheme(scheme, text, { scheme: scheme.name, form });
  const close = step === 'altered' || step === 'unknown' || step === 'pair-parts';
  return {
    step,
    form,
    raw: scheme.carrier.in === 'header',
    present: [
      { ...presentation, sensitive: close ? [text, carrierValue(scheme, text).replace(/^\S+ +/, '')] : [] },
    ],
  };
}

/** User name and colon, where the credential is a pair, and what is secret. Only the secret part is altered. */
function secretPart(stand: Stand): readonly [user: string, secret: string] {
  const { secret } = stand.held;
  const start = stand.anchor.scheme.template.includes('{user.') ? secret.indexOf(':') + 1 : 0;
  return [secret.slice(0, start), secret.slice(start)];
}

/** A credential of the same shape that was never given out. */
export function neverIssued(stand: Stand): string {
  const [user, secret] = secretPart(stand);
  return user + sameShape(secret);
}

/** Forms for any carrier: near misses, junk, nothing. */
export function secretForms(stand: Stand): readonly Form[] {
  const [user, secret] = secretPart(stand);
  return [
    otherSecret(stand, 'unknown', 'never issued', neverIssued(stand)),
    ...alteredSecrets(secret).map(([form, text]) => otherSecret(stand, 'altered', form, user + text)),
    ...junk.map(([form, text]) => otherSecret(stand, 'junk', form, text)),
    ...(stand.anchor.scheme.carrier.in === 'header' ? [] : [otherSecret(stand, 'empty', 'empty value', '')]),
  ];
}

/** Forms of a header field: case, blanks, repetition, control characters, size. */
export function headerForms(stand: Stand): readonly Form[] {
  const { carrier } = stand.anchor.scheme;
  if (carrier.in !== 'header') return [];
  const { name } = carrier;
  const good = carrierValue(stand.anchor.scheme, stand.held.secret);
  const bad = carrierValue(stand.anchor.scheme, neverIssued(stand));
  const secrets = [bad, bad.replace(/^\S+ +/, '')];
  const at = good.length - Math.min(8, Math.floor(stand.held.secret.length / 2));
  const inside = (text: string): HeaderPair => [name, good.slice(0, at) + text + good.slice(at)];
  const pieces = [good.slice(0, at), good.slice(at)].map((piece) => piece.replace(/^\S+ +/, ''));
  const mixed = [...name]
    .map((letter, index) => (index % 2 === 0 ? letter.toLowerCase() : letter.toUpperCase()))
    .join('');
  return [
    ...[name.toLowerCase(), name.toUpperCase(), mixed].map((field) =>
      lines(stand, 'field-name-case', field, [[field, good]], true),
    ),
    lines(stand, 'outer-whitespace', 'two leading spaces', [[name, `  ${good}`]], true),
    lines(stand, 'outer-whitespace', 'trailing space', [[name, `${good} `]], true),
    lines(stand, 'outer-whitespace', 'trailing tab', [[name, `${good}\t`]], true),
    lines(
      stand,
      'duplicate-lines',
      'good then bad',
      [
        [name, good],
        [name, bad],
      ],
      true,
      secrets,
    ),
    lines(
      stand,
      'duplicate-lines',
      'bad then good',
      [
        [name, bad],
        [name, good],
      ],
      true,
      secrets,
    ),
    lines(
      stand,
      'duplicate-lines',
      'the same twice',
      [
        [name, good],
        [name, good],
      ],
      true,
    ),
    lines(stand, 'comma-joined', 'good, bad', [[name, `${good}, ${bad}`]], true, secrets),
    lines(stand, 'comma-joined', 'bad, good', [[name, `${bad}, ${good}`]], true, secrets),
    lines(stand, 'empty', 'empty field', [[name, '']], false),
    lines(stand, 'control-characters', 'NUL inside', [inside('\u0000')], false, pieces),
    lines(stand, 'control-characters', 'CR inside', [inside('\r')], false, pieces),
    lines(stand, 'control-characters', 'SOH inside', [inside('\u0001')], false, pieces),
    lines(stand, 'control-characters', 'tab inside', [inside('\t')], false, pieces),
    lines(stand, 'oversized', '8 KiB', [[name, good + 'A'.repeat(8192 - good.length)]], false),
    lines(stand, 'oversized', '64 KiB', [[name, good + 'A'.repeat(65536 - good.length)]], false),
  ];
}
