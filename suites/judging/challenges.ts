import type { Exchange } from '../../spec/history.ts';
import { headersOf } from '../wire/message.ts';

/** One challenge of a `WWW-Authenticate` field (RFC 9110 §11.3, §11.6.1). */
export interface Challenge {
  readonly scheme: string;
  readonly token68?: string;
  readonly params: readonly AuthParam[];
}

export interface AuthParam {
  readonly name: string;
  /** What it means: without quotes and escapes. */
  readonly value: string;
  readonly quoted: boolean;
}

/** The challenges of some field lines, or where they leave the grammar. */
export type Parsed = { readonly challenges: readonly Challenge[] } | { readonly problem: string };

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+/;
const token68 = /^[A-Za-z0-9._~+/-]+=*(?=[ \t]*(?:,|$))/;
const quoted = /^"((?:[\t \x21\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\t\x20-\x7e\x80-\xff])*)"/;
const separator = /^[ \t]*,[ \t,]*/;

/**
 * Reads `#challenge`, challenge = scheme [ 1*SP ( token68 / #auth-param ) ]. Commas part challenges and parameters
 * alike, so what follows one is a parameter if an equals sign does.
 */
export function parseChallenges(lines: readonly string[]): Parsed {
  const challenges: Challenge[] = [];
  for (const line of lines) {
    const found = parseLine(line);
    if (typeof found === 'string') return { problem: found };
    challenges.push(...found);
  }
  return { challenges };
}

/** The challenges of an answer; undefined if it has none or they leave the grammar (which is one rule's business). */
export function challengesOf(exchange: Exchange): readonly Challenge[] {
  const parsed = parseChallenges(headersOf(exchange.response?.headers ?? [], 'www-authenticate'));
  return 'challenges' in parsed ? parsed.challenges : [];
}

function parseLine(line: string): Challenge[] | string {
  const challenges: Challenge[] = [];
  let rest = line.replace(/^[ \t,]+/, '').replace(/[ \t]+$/, '');
  while (rest !== '') {
    const scheme = token.exec(rest)?.[0];
    if (scheme === undefined) return `a scheme is expected at "${rest.slice(0, 20)}"`;
    rest = rest.slice(scheme.length);
    if (rest !== '' && !/^[ \t]*,/.test(rest) && !rest.startsWith(' '))
      return `a blank is expected after ${scheme}`;
    rest = rest.replace(/^ +/, '');
    const text = token68.exec(rest)?.[0];
    if (text !== undefined) {
      challenges.push({ scheme, token68: text, params: [] });
      rest = rest.slice(text.length);
    } else {
      const read = parseParams(rest);
      if (typeof read === 'string') return read;
      challenges.push({ scheme, params: read.params });
      ({ rest } = read);
    }
    const comma = separator.exec(rest)?.[0];
    if (comma !== undefined) rest = rest.slice(comma.length);
    else if (rest !== '') return `a comma is expected at "${rest.slice(0, 20)}"`;
  }
  return challenges;
}

function parseParams(text: string): { params: AuthParam[]; rest: string } | string {
  const params: AuthParam[] = [];
  let rest = text;
  for (;;) {
    // An empty list element may stand before the first one too (RFC 9110 §5.6.1.2).
    const comma = separator.exec(rest)?.[0] ?? (params.length === 0 ? '' : undefined);
    if (comma === undefined) return { params, rest };
    const name = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*=[ \t]*/.exec(rest.slice(comma.length));
    if (name === null) return { params, rest };
    const after = rest.slice(comma.length + name[0].length);
    const inQuotes = quoted.exec(after);
    const value = inQuotes?.[0] ?? token.exec(after)?.[0];
    if (value === undefined) return `a value is expected after ${name[1]}=`;
    params.push({
      name: name[1] ?? '',
      value: inQuotes?.[1]?.replace(/\\(.)/g, '$1') ?? value,
      quoted: inQuotes !== null,
    });
    rest = after.slice(value.length);
  }
}
