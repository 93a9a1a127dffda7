import type { Exchange, HeaderPair } from '../../spec/history.ts';
import { visible } from '../text.ts';

/** Headers that curl writes itself; repeating them would break the request. */
const automatic = new Set([
  'content-length',
  'connection',
  'transfer-encoding',
  'accept-encoding',
  'user-agent',
]);

/**
 * The request as a curl command for bash and zsh. Aliases of secrets (`⟦token#3⟧`) become shell variables
 * (`"$TOKEN_3"`), everything else is quoted, so nothing from the target is run by the shell.
 */
export function curlLine(exchange: Exchange): string {
  const { method, url, headers, body } = exchange.request;
  const verb = method === 'HEAD' ? '--head' : `-i -X ${quote(method)}`;
  const options = headers
    .filter((header) => isWritten(header, url))
    .map((header) => `-H ${quote(curlHeader(header))}`);
  if (body !== undefined && body !== '') options.push(`--data-raw ${quote(body)}`);
  return [`curl -sS --globoff --path-as-is ${verb} --url ${quote(url)}`, ...options].join(' \\\n  ');
}

function isWritten([name, value]: HeaderPair, url: string): boolean {
  const lower = name.toLowerCase();
  if (lower === 'host') return !url.includes(`//${value}`);
  return !automatic.has(lower);
}

/** curl takes `Name:` as "drop it" and writes an empty header for `Name;`. */
function curlHeader([name, value]: HeaderPair): string {
  return value === '' ? `${name};` : `${name}: ${value}`;
}

/** One shell word: quoted text, and variables for aliases. */
function quote(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  const pieces = text.split(/(⟦[^⟦⟧]*⟧)/u).filter((piece) => piece !== '');
  return (
    pieces.map((piece) => (/^⟦.*⟧$/su.test(piece) ? `"$${variable(piece)}"` : literal(piece))).join('') ||
    "''"
  );
}

/** `⟦token#3⟧` → `TOKEN_3`. */
function variable(alias: string): string {
  const name = alias
    .slice(1, -1)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[A-Z]/.test(name) ? name : `SECRET_${name}`;
}

function literal(text: string): string {
  if (visible(text) === text) return `'${text.replaceAll("'", "'\\''")}'`;
  // What a page can't show is written as bytes, so that a copied command still sends it. NUL can't be sent at all.
  const escaped = Array.from(text, (character) => {
    if (character === "'" || character === '\\') return `\\${character}`;
    if (character === '\0') return '\\\\0';
    return visible(character) === character ? character : bytes(character);
  });
  return `$'${escaped.join('')}'`;
}

function bytes(character: string): string {
  return Array.from(
    new TextEncoder().encode(character),
    (byte) => `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('');
}
