import type { AuthModel } from '../../spec/model.ts';
import type { Stand } from '../lab/anchor.ts';
import { carrierValue } from '../lab/present.ts';
import { type Form, lines } from './credential-forms.ts';

/** Forms of `Authorization: <scheme> <credentials>`. */
export function schemeForms(model: AuthModel, stand: Stand): readonly Form[] {
  const { carrier } = stand.anchor.scheme;
  if (carrier.in !== 'header' || carrier.scheme === undefined) return [];
  const { name } = carrier;
  const good = carrierValue(stand.anchor.scheme, stand.held.secret);
  const space = good.indexOf(' ');
  const [word, credentials] = [good.slice(0, space), good.slice(space + 1)];
  const line = (step: string, form: string, value: string, real = true) =>
    lines(stand, step, form, [[name, value]], real);
  const mixed = [...word]
    .map((letter, index) => (index % 2 === 0 ? letter.toLowerCase() : letter.toUpperCase()))
    .join('');
  const documented = documentedWords(model, stand);
  const others = ['Bearer', 'Basic', 'Token', 'JWT', 'Digest', 'ApiKey'].filter(
    (other) => !documented.has(other.toLowerCase()),
  );
  return [
    ...[word.toLowerCase(), word.toUpperCase(), mixed].map((spelt) =>
      line('scheme-case', spelt, `${spelt} ${credentials}`),
    ),
    line('two-spaces', 'two spaces', `${word}  ${credentials}`),
    line('tab', 'tab', `${word}\t${credentials}`),
    ...others.map((other) => line('wrong-scheme', other, `${other} ${credentials}`)),
    ...(others.includes('Basic')
      ? [line('wrong-scheme', 'Basic, Base64', `Basic ${Buffer.from(stand.held.secret).toString('base64')}`)]
      : []),
    ...(others.includes('Bearer') && word === 'Basic'
      ? [line('wrong-scheme', 'Bearer, not encoded', `Bearer ${stand.held.secret}`)]
      : []),
    ...(bareIsDocumented(model, stand) ? [] : [line('wrong-scheme', 'no scheme', credentials)]),
    line('punctuated', 'colon', `${word}: ${credentials}`),
    line('punctuated', 'equals sign', `${word}=${credentials}`),
    line('punctuated', 'double quotes', `${word} "${credentials}"`),
    line('punctuated', 'single quotes', `${word} '${credentials}'`),
    line('punctuated', 'parameter', `${word} token="${credentials}"`),
    line('punctuated', 'more text behind', `${word} ${credentials} more`),
    line('punctuated', 'more text before', `more ${word} ${credentials}`),
    line('empty', 'scheme only', word, false),
    line('empty', 'scheme and space', `${word} `, false),
    line('empty', 'scheme and equals sign', `${word} =`, false),
  ];
}

/** Scheme names by which the document lets this kind of credential travel in the same field. */
function documentedWords(model: AuthModel, stand: Stand): ReadonlySet<string> {
  const same = [...model.schemes.values()].filter((scheme) => scheme.credential === stand.anchor.kind.name);
  return new Set(
    same.flatMap((scheme) => {
      const word = scheme.carrier.in === 'header' ? scheme.carrier.scheme : undefined;
      return [word ?? /^(\S+) /.exec(scheme.template)?.[1] ?? ''].map((text) => text.toLowerCase());
    }),
  );
}

function bareIsDocumented(model: AuthModel, stand: Stand): boolean {
  return [...model.schemes.values()].some(
    ({ credential, carrier, template }) =>
      credential === stand.anchor.kind.name &&
      carrier.in === 'header' &&
      carrier.name.toLowerCase() === 'authorization' &&
      carrier.scheme === undefined &&
      template === '{secret}',
  );
}
