import type { Exchange } from '../../spec/history.ts';
import type { Operation, Place } from '../../spec/model.ts';
import { valuesAt } from '../lab/pointer.ts';
import { parseJson } from '../lab/read-answer.ts';

/** What one answer says of one object: values by attribute without the object's name (`id`, `name`, `rights`). */
export type Entry = ReadonlyMap<string, unknown>;

/** The places of a kind in an operation's answer. */
export function placesOf(operation: Operation, status: number, kind: string): readonly Place[] {
  const places = operation.responses.get(status)?.places ?? [];
  return places.filter((place) => place.in === 'body' && attributeOf(place, kind) !== undefined);
}

/**
 * What an answer shows of each credential (or other object) of a kind: one entry per element of the list in which
 * the id stands, or one for the whole body. An attribute that is absent in the body is absent in the entry.
 */
export function entriesOf(
  operation: Operation,
  exchange: Exchange,
  kind = operation.object,
): readonly Entry[] {
  if (exchange.response === undefined) return [];
  const places = placesOf(operation, exchange.response.status, kind);
  const anchor = places.find((place) => place.attribute === `${kind}.id`) ?? places[0];
  if (anchor === undefined) return [];
  const list = anchor.at.slice(0, anchor.at.lastIndexOf('/*') + 2);
  const prefix = anchor.at.includes('/*') ? list : '';
  const elements = valuesAt(parseJson(exchange.response.body), prefix);
  return elements.map((element) => {
    const pairs = places
      .filter((place) => place.at.startsWith(prefix))
      .flatMap((place): readonly (readonly [string, unknown])[] => {
        const [value] = valuesAt(element, place.at.slice(prefix.length));
        return value === undefined ? [] : [[attributeOf(place, kind) ?? '', value]];
      });
    return new Map(pairs);
  });
}

/** The element of a list with an id as it stands there, whatever bears an annotation. */
export function elementOf(
  operation: Operation,
  exchange: Exchange,
  id: string,
): Readonly<Record<string, unknown>> | undefined {
  const places = placesOf(operation, exchange.response?.status ?? 0, operation.object);
  const at = places.find((place) => place.attribute === `${operation.object}.id`)?.at;
  if (at === undefined || !at.includes('/*')) return undefined;
  const prefix = at.slice(0, at.lastIndexOf('/*') + 2);
  const elements = valuesAt(parseJson(exchange.response?.body ?? ''), prefix);
  const found = elements.find((element) => valuesAt(element, at.slice(prefix.length))[0] === id);
  return typeof found === 'object' && found !== null ? { ...found } : undefined;
}

/** The entry with an id. */
export function entryOf(operation: Operation, exchange: Exchange, id: string | undefined): Entry | undefined {
  return id === undefined
    ? undefined
    : entriesOf(operation, exchange).find((entry) => entry.get('id') === id);
}

function attributeOf(place: Place, kind: string): string | undefined {
  return place.attribute.startsWith(`${kind}.`) ? place.attribute.slice(kind.length + 1) : undefined;
}
