import type { FixtureRecord, HttpMethod, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { collectionOf } from '../lab/build-request.ts';
import type { ReadyCaller } from '../lab/caller.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { markBody } from '../lab/marked-body.ts';
import { markerOf } from '../lab/marker.ts';
import { readRecords } from '../lab/record-state.ts';
import { isOnItem, recordOperation } from '../lab/record-target.ts';
import { ownRecord, widest } from '../lab/widest.ts';
import { schemesOf } from '../predict/isolated.ts';
import { type UndeclaredPlace, undeclaredPlaces } from '../predict/undeclared.ts';

/** Methods that the document does not declare, by the strongest there is. */
export const undeclaredMethods: Experiment = {
  id: 'undeclared-methods',
  purpose: 'Is what nobody is granted closed to everybody?',
  steps: [
    'control `declared`: an operation of the path, by the strongest credential',
    'probe `undeclared`: every method of POST, PUT, PATCH and DELETE that the path does not declare; also on one record where only the collection is declared',
    'read-backs `undeclared-before`, `undeclared-after`: the collection',
  ],
  destructive: ['credentials', 'people', 'records'],
  applies: (model) =>
    undeclaredPlaces(model).length > 0 || 'the document declares every method of every path',
  run: async (lab) => {
    for (const place of undeclaredPlaces(lab.model)) {
      try {
        await tryAll(lab, place);
      } catch (error) {
        if (!(error instanceof Lacking)) throw error;
        lab.lacking(place.path, error);
      }
    }
  },
};

async function tryAll(lab: Lab, place: UndeclaredPlace): Promise<void> {
  const [scheme] = schemesOf(lab.model, place.operation);
  if (scheme === undefined) return;
  const caller = await widest(lab, place.operation, scheme);
  const record =
    place.onItem || place.path.includes('{')
      ? await ownRecord(lab, place.operation, caller)
      : { id: '', tenant: caller.tenant ?? '', parents: {} };
  const control = await send(
    lab,
    place.operation,
    record,
    caller,
    'declared',
    place.operation.key,
    undefined,
    place.operation.method,
  );
  if (!control.ok) return;
  const reads = recordOperation(lab, place.operation.object, 'list') !== undefined;
  const labels = (step: string) => ({ step, case: place.path, detail: { record: record.id } });
  if (reads) await readRecords(lab, place.operation, [caller], undefined, labels('undeclared-before'));
  let last = control;
  for (const method of place.methods)
    last = await send(
      lab,
      place.operation,
      record,
      caller,
      'undeclared',
      `${method} ${place.path}`,
      control,
      method,
      place,
    );
  if (reads)
    await readRecords(lab, place.operation, [caller], undefined, {
      ...labels('undeclared-after'),
      readBackOf: last.seq,
    });
}

async function send(
  lab: Lab,
  operation: Operation,
  record: Pick<FixtureRecord, 'id' | 'tenant' | 'parents' | 'group'>,
  caller: ReadyCaller,
  step: string,
  name: string,
  control: Sent | undefined,
  method: HttpMethod,
  place?: UndeclaredPlace,
): Promise<Sent> {
  const marker = markerOf(lab);
  const values = {
    ...(record.id === '' ? {} : { 'record.id': record.id }),
    'record.tenant': record.tenant,
    'tenant.id': record.tenant,
    'record.group': record.group ?? caller.user?.groups[0],
  };
  const built = lab.build(operation, { values, params: record.parents });
  const writing =
    recordOperation(lab, collectionOf(operation), 'update') ??
    recordOperation(lab, collectionOf(operation), 'create');
  const example =
    writing === undefined ? undefined : lab.build(writing, { values, params: record.parents }).body;
  const sent =
    control === undefined
      ? built.body
      : method === 'DELETE'
        ? undefined
        : example === undefined || writing === undefined
          ? { name: marker }
          : markBody(writing, example, marker);
  const path =
    place?.onItem === true && !isOnItem(operation)
      ? `${built.path}/${encodeURIComponent(record.id)}`
      : built.path;
  const { body: _, mediaType, ...rest } = built;
  return lab.send({
    step,
    role: control === undefined ? 'control' : 'probe',
    case: name,
    control: control?.seq,
    method,
    present: caller.present,
    detail: { marker, method, record: record.id, place: place?.path ?? '' },
    request: {
      ...rest,
      path,
      ...(sent === undefined ? {} : { body: sent, mediaType: mediaType ?? 'application/json' }),
    },
  });
}
