import type { SecurityScheme } from '../../spec/model.ts';
import { decodeBase64 } from './base64.ts';
import { compileTemplate, type Parts } from './template.ts';

/** What one scheme makes of the text in its carrier; undefined: it is not meant for this scheme. */
export type Claim = { readonly parts: Parts } | { readonly malformed: string } | undefined;

/** A security scheme, prepared to read its carrier and to write ready-to-send values. */
export interface SchemePlan {
  readonly scheme: SecurityScheme;
  /** Place in the request: header, cookie or query parameter. Schemes with the same slot share one value. */
  readonly slot: string;
  /** Of several claims in one header the most literal wins. */
  readonly literalness: number;
  claim(text: string): Claim;
  /** The value as it is sent: `Basic a2V5`. */
  value(parts: Parts): string;
}

/** RFC 9110 §11.4: scheme, one or more spaces, credentials. */
const authorization = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)(.*)$/s;
/** Visible characters that neither quote nor separate: wider than the token68 of RFC 6750, narrower than a list. */
const tokenText = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/;

export function prepareScheme(scheme: SecurityScheme): SchemePlan {
  const { carrier } = scheme;
  const template = compileTemplate(scheme.template);
  const slot = `${carrier.in} ${carrier.in === 'header' ? carrier.name.toLowerCase() : carrier.name}`;
  if (carrier.in === 'header' && carrier.scheme !== undefined) {
    const name = carrier.scheme.toLowerCase();
    return {
      scheme,
      slot,
      literalness: 3,
      claim: (text) =>
        afterScheme(text, name, (rest) => (name === 'basic' ? basic(rest) : template.parse(rest))),
      value: (parts) => {
        const text = template.build(parts);
        return name === 'basic'
          ? `Basic ${Buffer.from(text).toString('base64')}`
          : `${titleCase(name)} ${text}`;
      },
    };
  }
  const keyword = slot === 'header authorization' ? /^(\S+) $/.exec(template.prefix)?.[1] : undefined;
  const inner =
    keyword === undefined ? template : compileTemplate(scheme.template.slice(template.prefix.length));
  return {
    scheme,
    slot,
    literalness: keyword === undefined ? 1 : 2,
    claim: (text) =>
      keyword === undefined
        ? bare(text)
        : afterScheme(text, keyword.toLowerCase(), (rest) => inner.parse(rest)),
    value: (parts) => template.build(parts),
  };

  function basic(text: string): Parts | undefined {
    const decoded = decodeBase64(text);
    return decoded === undefined ? undefined : template.parse(decoded);
  }

  function bare(text: string): Claim {
    const parts = text === '' ? undefined : template.parse(text);
    return parts ? { parts } : { malformed: 'the value does not have the documented form' };
  }
}

function afterScheme(text: string, name: string, parse: (rest: string) => Parts | undefined): Claim {
  const [, scheme = '', rest = ''] = authorization.exec(text) ?? [];
  if (scheme.toLowerCase() !== name) return undefined;
  const credentials = rest.replace(/^ +/, '');
  if (credentials === rest || !tokenText.test(credentials)) {
    return { malformed: `"${titleCase(name)}" must be followed by a space and one credential` };
  }
  const parts = parse(credentials);
  return parts ? { parts } : { malformed: `what follows "${titleCase(name)}" cannot be decoded` };
}

function titleCase(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
