import type { JsonSchema, Operation } from '../../spec/model.ts';
import { type Aim, aimAt } from '../lab/aim.ts';
import { type BuiltRequest, collectionOf } from '../lab/build-request.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab, Sent } from '../lab/lab.ts';

/** A request whose body holds a text that occurs nowhere else, so that a later read shows whether it was done. */
export interface Marked {
  readonly request: BuiltRequest;
  readonly detail: Readonly<Record<string, string>>;
}

/** The request with a fresh marker in a free text of its body; unmarked if the body has none. */
export function marked(lab: Lab, aim: Aim): Marked {
  const { request } = aim;
  const { body, operation } = request;
  const place = operation.objectKind === 'record' ? freeText(operation, body) : undefined;
  if (place === undefined || typeof body !== 'object' || body === null) return { request, detail: {} };
  const marker = lab.unique('marker');
  return { request: { ...request, body: { ...body, [place]: marker } }, detail: { marker } };
}

/** The name of a member of the body that takes any text. */
function freeText(operation: Operation, body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const taken = new Set(operation.request.map((place) => place.at));
  const properties = propertiesOf(operation.body?.schema ?? {});
  return Object.keys(body).find((name) => {
    const schema = properties.get(name);
    return (
      typeof Reflect.get(body, name) === 'string' &&
      schema !== undefined &&
      !taken.has(`/${name}`) &&
      ['enum', 'const', 'format', 'pattern'].every((keyword) => schema[keyword] === undefined) &&
      Number(schema['maxLength'] ?? 100) >= 60
    );
  });
}

function propertiesOf(schema: JsonSchema): ReadonlyMap<string, JsonSchema> {
  const own = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>);
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap(
    (key) => (Array.isArray(schema[key]) ? schema[key] : []) as readonly JsonSchema[],
  );
  return new Map([...parts.flatMap((part) => [...propertiesOf(part)]), ...own]);
}

/** Reads the collection that a write concerns, as somebody who reaches it. Quietly nothing if the document has no such read. */
export async function readBack(
  lab: Lab,
  operation: Operation,
  label: { readonly case: string; readonly step: string; readonly of: Sent },
): Promise<void> {
  if (operation.objectKind !== 'record' || label.of.exchange.detail['marker'] === undefined) return;
  const collection = collectionOf(operation);
  const reads = lab.model.operations.filter(
    (other) => other.method === 'GET' && other.objectKind === 'record' && collectionOf(other) === collection,
  );
  const read =
    reads.find((other) => other.path === operation.path) ??
    reads.find((other) => other.verb === 'list') ??
    reads[0];
  if (read === undefined) return;
  try {
    const aim = await aimAt(lab, read);
    await lab.send({
      step: label.step,
      role: 'read-back',
      case: label.case,
      request: aim.request,
      present: aim.present,
      readBackOf: label.of.seq,
    });
  } catch (error) {
    if (!(error instanceof Lacking)) throw error;
  }
}
