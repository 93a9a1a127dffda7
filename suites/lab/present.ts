import type { HeaderPair, Presented } from '../../spec/history.ts';
import type { AuthModel, SecurityScheme } from '../../spec/model.ts';
import type { Held } from './held.ts';

/** A credential made ready to travel, with what the history says of it. */
export interface Presentation {
  readonly presented: Presented;
  readonly headers: readonly HeaderPair[];
  readonly query: readonly HeaderPair[];
  /** Texts in it that give a secret away and are not one of its usual encodings. */
  readonly sensitive: readonly string[];
}

/** The credential as the document says, over the given scheme or the first that carries its kind. */
export function asDocumented(model: AuthModel, held: Held, schemeName?: string): Presentation {
  const scheme = schemeName === undefined ? schemeFor(model, held.kind) : model.schemes.get(schemeName);
  if (scheme === undefined) throw new Error(`no scheme carries ${held.kind}`);
  return overScheme(scheme, held.secret, { scheme: scheme.name, credential: held.alias, form: 'documented' });
}

/** Any secret text over a scheme's carrier, in the scheme's template. */
export function overScheme(scheme: SecurityScheme, secret: string, presented: Presented): Presentation {
  const value = carrierValue(scheme, secret);
  const { carrier } = scheme;
  const sensitive = presented.credential === undefined ? [] : [value.replace(/^\S+ +/, ''), value];
  if (carrier.in === 'query') return { presented, headers: [], query: [[carrier.name, value]], sensitive };
  const header: HeaderPair =
    carrier.in === 'cookie'
      ? ['cookie', `${carrier.name}=${encodeURIComponent(value)}`]
      : [carrier.name, value];
  return { presented, headers: [header], query: [], sensitive };
}

/** A guess that is close to a real secret: what it is made of is masked too, in the guess and in what carries it. */
export function closeGuess(scheme: SecurityScheme, guess: string, form: string): Presentation {
  const carried = carrierValue(scheme, guess).replace(/^\S+ +/, '');
  return { ...overScheme(scheme, guess, { scheme: scheme.name, form }), sensitive: [guess, carried] };
}

/** Field value (or parameter, cookie value) that carries a secret: scheme, template, Base64 as documented. */
export function carrierValue(scheme: SecurityScheme, secret: string): string {
  const isPair = scheme.template.includes('{user.');
  const text = isPair ? secret : scheme.template.replace('{secret}', secret);
  const authScheme = scheme.carrier.in === 'header' ? scheme.carrier.scheme : undefined;
  if (authScheme === undefined) return text;
  if (authScheme.toLowerCase() === 'basic') return `Basic ${Buffer.from(text, 'utf8').toString('base64')}`;
  return `${authScheme.charAt(0).toUpperCase()}${authScheme.slice(1)} ${text}`;
}

export function schemeFor(model: AuthModel, kind: string): SecurityScheme | undefined {
  return model.schemes.get(kind) ?? [...model.schemes.values()].find((scheme) => scheme.credential === kind);
}
