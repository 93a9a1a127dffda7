import type { HeaderPair } from '../../spec/history.ts';
import type { AuthModel, Operation } from '../../spec/model.ts';
import { parseBounded } from '../wire/bounded-json.ts';
import { headersOf } from '../wire/message.ts';
import { valuesAt } from './pointer.ts';

/** What is needed to read attributes out of an answer. */
export interface ReadableAnswer {
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  readonly body: string;
}

/** Values of an attribute in an answer, at the places that the document declares for its status. */
export function readAttribute(
  model: AuthModel,
  operation: Operation,
  answer: ReadableAnswer,
  attribute: string,
): readonly unknown[] {
  const declared = operation.responses.get(answer.status);
  const places = declared?.places.filter((place) => place.attribute === attribute) ?? [];
  return places.flatMap((place): readonly unknown[] => {
    if (place.in === 'body') return valuesAt(parseJson(answer.body), place.at);
    const values = headersOf(answer.headers, place.at);
    return place.at.toLowerCase() === 'set-cookie' ? cookieValues(model, values, attribute) : values;
  });
}

/** The first value as text, if there is one. */
export function readText(
  model: AuthModel,
  operation: Operation,
  answer: ReadableAnswer,
  attribute: string,
): string | undefined {
  const value = readAttribute(model, operation, answer, attribute).find(
    (found) => found !== undefined && found !== null,
  );
  return value === undefined ? undefined : String(value);
}

/** Which cookie holds `session.secret` follows from the scheme that carries the credential. */
function cookieValues(model: AuthModel, lines: readonly string[], attribute: string): readonly string[] {
  const kind = attribute.slice(0, attribute.lastIndexOf('.'));
  const names = [...model.schemes.values()]
    .filter((scheme) => scheme.credential === kind && scheme.carrier.in === 'cookie')
    .map((scheme) => scheme.carrier.name);
  return lines.flatMap((line) => {
    const [pair = ''] = line.split(';');
    const equals = pair.indexOf('=');
    return names.includes(pair.slice(0, equals).trim()) ? [decoded(pair.slice(equals + 1).trim())] : [];
  });
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** JSON of an answer; undefined if it is none that can be read. */
export function parseJson(text: string): unknown {
  return parseBounded(text);
}
