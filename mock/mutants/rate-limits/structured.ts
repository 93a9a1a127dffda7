import type { AuthModel, Place } from '../../../spec/model.ts';
import type { Call, MockOptions } from '../../index.ts';
import { changedReplies, headerIn, withHeaders } from './headers.ts';

/** Does some answer have a structured limit field of this format? */
export function hasFormat(model: AuthModel, format: string): boolean {
  return placesOf(model).some(
    ({ schema, attribute }) => attribute === 'tiers' && schema['format'] === format,
  );
}

/** Does some answer declare the header field? */
export function answersWith(model: AuthModel, name: string): boolean {
  return placesOf(model).some(({ at }) => at === name);
}

/** The first header that holds an attribute. */
export function headerOf(model: AuthModel, attribute: string): string {
  return placesOf(model).find((place) => place.attribute === attribute)?.at ?? '';
}

/** A mock whose structured fields of one format are written otherwise. */
export function rewriting(
  format: string,
  change: (value: string, call: Call) => string,
): Partial<MockOptions> {
  return changedReplies((reply, call) => {
    const places = call.operation?.operation.responses.get(reply.status)?.places ?? [];
    const place = places.find(
      ({ attribute, schema }) => attribute === 'tiers' && schema['format'] === format,
    );
    const value = place === undefined ? undefined : headerIn(reply, place.at);
    return place === undefined || value === undefined
      ? reply
      : withHeaders(reply, { [place.at]: change(value, call) });
  });
}

/** A mock whose partition keys are made of something that they should not tell. */
export function keyed(text: (call: Call) => string): Partial<MockOptions> {
  return changedReplies((reply, call) => {
    const pk = Buffer.from(text(call)).toString('base64');
    const changed = Object.fromEntries(
      ['RateLimit', 'RateLimit-Policy'].map((name) => [
        name,
        headerIn(reply, name)?.replace(/;pk=:[^:]*:/g, `;pk=:${pk}:`),
      ]),
    );
    return withHeaders(reply, changed);
  });
}

/** A mock that writes another number into the first field that holds an attribute. */
export function onPlain(
  model: AuthModel,
  attribute: string,
  change: (value: number, call: Call) => number,
): Partial<MockOptions> {
  const name = headerOf(model, attribute);
  return changedReplies((reply, call) => {
    const value = headerIn(reply, name);
    return value === undefined ? reply : withHeaders(reply, { [name]: String(change(Number(value), call)) });
  });
}

function placesOf({ operations }: AuthModel): readonly Place[] {
  return operations
    .flatMap(({ responses }) => [...responses.values()].flatMap(({ places }) => places))
    .filter(({ in: site }) => site === 'header');
}
