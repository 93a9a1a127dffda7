import type { AuthModel, Operation, SecurityScheme } from '../../spec/model.ts';
import { sweptOperations, sweptSchemes } from '../predict/matrix-cells.ts';
import { permits } from '../predict/permits.ts';
import type { BuiltRequest } from './build-request.ts';
import { callerDetail, mayCall, type ReadyCaller } from './caller.ts';
import { columnsOf, ready } from './columns.ts';
import { Lacking } from './held.ts';
import type { Lab, Sent } from './lab.ts';
import { markableProperty, markBody } from './marked-body.ts';
import { markerOf } from './marker.ts';
import { readRecords } from './record-state.ts';
import { ownValues, recordOperation } from './record-target.ts';

/** A call that one caller may make and another, over the same scheme, may not; the first has just made it. */
export interface DeniedPair {
  readonly operation: Operation;
  readonly allowed: ReadyCaller;
  readonly denied: ReadyCaller;
  readonly control: Sent;
  /** The same request with a fresh marker, where its body takes one. */
  readonly request: (marker?: string) => BuiltRequest;
  readonly detail: Readonly<Record<string, string>>;
}

/** Operations on records without an id in their path that some names open and others do not. */
export function restricted(
  model: AuthModel,
  scheme: Pick<SecurityScheme, 'name'>,
  wish: 'read' | 'write',
): readonly Operation[] {
  return sweptOperations(model, scheme).filter(
    (operation) =>
      operation.objectKind === 'record' &&
      !operation.path.includes('{') &&
      (wish === 'read'
        ? operation.verb === 'list'
        : operation.verb === 'create' &&
          markableProperty(operation) !== undefined &&
          hasList(model, operation)) &&
      isClosedToSome(model, operation, scheme.name),
  );
}

/** Is there a name of the scheme's credentials that, alone, does not open the operation? */
function isClosedToSome(model: AuthModel, operation: Operation, scheme: string): boolean {
  const kind = model.schemes.get(scheme)?.credential ?? scheme;
  const names = model.credentials.get(kind)?.names ?? [];
  return names.some((name) => !permits(model, operation, scheme, { kind, own: [name], owner: [name] }));
}

/** Why experiments with a denied call have nothing to try, or `true`. */
export function hasRestricted(model: AuthModel): true | string {
  return (
    sweptSchemes(model).some((scheme) => restricted(model, scheme, 'read').length > 0) ||
    'no list is open to some names and closed to others'
  );
}

function hasList(model: AuthModel, create: Operation): boolean {
  return model.operations.some(
    ({ objectKind, verb, object }) => objectKind === 'record' && verb === 'list' && object === create.object,
  );
}

/** The first such call of a scheme for which both callers can be found; undefined if there is none. */
export async function deniedPair(
  lab: Lab,
  scheme: SecurityScheme,
  wish: 'read' | 'write',
): Promise<DeniedPair | undefined> {
  const columns = columnsOf(lab, scheme);
  for (const operation of restricted(lab.model, scheme, wish)) {
    const may = columns.filter((column) => mayCall(lab.model, operation, column));
    const mayNot = columns.filter((column) => !may.includes(column));
    // A caller who may read what it must not write leaves the write as the one thing that is wrong.
    const list = recordOperation(lab, operation.object, 'list');
    const reader = mayNot.find((column) => list !== undefined && mayCall(lab.model, list, column));
    const [strong, weak] = [may[0], reader ?? mayNot[0]];
    if (strong === undefined || weak === undefined) continue;
    try {
      const [allowed, denied] = [await ready(lab, strong), await ready(lab, weak)];
      const request = (marker = markerOf(lab)): BuiltRequest => {
        const built = lab.build(operation, { values: ownValues(lab, allowed) });
        return built.body === undefined ? built : { ...built, body: markBody(operation, built.body, marker) };
      };
      const marker = markerOf(lab);
      const detail = { ...callerDetail(denied), strong: strong.label };
      const control = await lab.send({
        step: `control-${wish}`,
        role: 'control',
        case: operation.key,
        request: request(marker),
        present: allowed.present,
        detail: { ...callerDetail(allowed), marker },
      });
      if (!control.ok) continue;
      await lab.send({
        step: 'denied-plain',
        role: 'probe',
        case: operation.key,
        control: control.seq,
        request: request(),
        present: denied.present,
        detail,
      });
      return { operation, allowed, denied, control, request, detail };
    } catch (error) {
      if (!(error instanceof Lacking)) throw error;
    }
  }
  return undefined;
}

/** The list of a pair's collection, by the caller who may, or by anybody who may. */
export async function readPair(lab: Lab, pair: DeniedPair, step: string, of: Sent): Promise<void> {
  await readRecords(lab, pair.operation, [pair.allowed], undefined, {
    step,
    case: of.exchange.case,
    readBackOf: of.seq,
    detail: { control: String(pair.control.exchange.detail['marker'] ?? '') },
  });
}
