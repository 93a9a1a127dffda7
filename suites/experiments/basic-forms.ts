import type { Stand } from '../lab/anchor.ts';
import { carrierValue } from '../lab/present.ts';
import type { Form } from './credential-forms.ts';

/** Forms of Basic credentials (RFC 7617, RFC 4648): what a lenient decoder would take for the true text. */
export function basicForms(stand: Stand): readonly Form[] {
  const { scheme } = stand.anchor;
  if (scheme.carrier.in !== 'header' || scheme.carrier.scheme?.toLowerCase() !== 'basic') return [];
  const encoded = carrierValue(scheme, stand.held.secret).slice('Basic '.length);
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const form = (step: string, name: string, value: string, real = true): Form => ({
    step,
    form: name,
    raw: true,
    present: [
      {
        presented: { scheme: scheme.name, form: name, ...(real ? { credential: stand.held.alias } : {}) },
        headers: [['authorization', `Basic ${value}`]],
        query: [],
        sensitive: [value],
      },
    ],
  });
  const encode = (plain: string) => Buffer.from(plain, 'utf8').toString('base64');
  const middle = Math.floor(encoded.length / 2);
  return [
    form('basic-raw', 'not encoded', text),
    form('basic-double', 'encoded twice', encode(encoded)),
    ...sameBytes(encoded, [
      ['illegal characters inside', `${encoded.slice(0, middle)}!!${encoded.slice(middle)}`],
      ['space inside', `${encoded.slice(0, middle)} ${encoded.slice(middle)}`],
      ['illegal characters behind', `${encoded}$$$`],
      ['more padding', `${encoded}====`],
      ['no padding', encoded.replace(/=+$/, '')],
      ['base64url alphabet', encoded.replaceAll('+', '-').replaceAll('/', '_')],
      ['stray bits before the padding', withStrayBits(encoded)],
    ]).map(([name, value]) => form('basic-base64', name, value)),
    form('basic-control', 'newline behind', encode(`${text}\n`)),
    form('basic-control', 'NUL behind', encode(`${text}\u0000`)),
    form('basic-control', 'tab before', encode(`\t${text}`)),
    ...colonForms(text, scheme.template).map(([name, plain]) =>
      form('basic-colon', name, encode(plain), false),
    ),
  ];
}

/** Only those that differ as text while a decoder that skips what it does not know reads the same bytes. */
function sameBytes(
  encoded: string,
  forms: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] {
  const bytes = Buffer.from(encoded, 'base64');
  return forms.filter(([, value]) => value !== encoded && Buffer.from(value, 'base64').equals(bytes));
}

/** RFC 4648 §3.5: the bits that the padding leaves over should be zero. */
function withStrayBits(encoded: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const last = encoded.replace(/=+$/, '').length - 1;
  if (last === encoded.length - 1) return encoded;
  return (
    encoded.slice(0, last) +
    alphabet.charAt(alphabet.indexOf(encoded.charAt(last)) + 1) +
    encoded.slice(last + 1)
  );
}

/** A colon where the document has none; none, or only half, where it has one. */
function colonForms(text: string, template: string): readonly (readonly [string, string])[] {
  if (!template.includes(':'))
    return [
      ['colon behind', `${text}:`],
      ['colon before', `:${text}`],
    ];
  const colon = text.indexOf(':');
  const [user, password] = [text.slice(0, colon), text.slice(colon + 1)];
  const forms: readonly (readonly [string, string])[] = [
    ['no colon', user + password],
    ['user name only', user],
    ['empty password', `${user}:`],
    ['empty user name', `:${password}`],
    ['only a colon', ':'],
  ];
  return forms.filter(([, plain]) => plain !== text);
}
