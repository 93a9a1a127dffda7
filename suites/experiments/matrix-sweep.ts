import type { Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import type { BuiltRequest } from '../lab/build-request.ts';
import { callerDetail, type ReadyCaller } from '../lab/caller.ts';
import { columnsOf, readyAll } from '../lab/columns.ts';
import { accompanied, mayCallAccompanied } from '../lab/companions.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab, Sent, Step } from '../lab/lab.ts';
import { cellName, matrixOperations, matrixSchemes } from '../predict/matrix-cells.ts';
import { type CellTarget, recordTarget } from './matrix/cell-target.ts';
import { memberTarget, takesMembers } from './matrix/member-target.ts';
import { personTarget } from './matrix/person-target.ts';

/** Every name or role set × every operation on records and people. */
export const matrixSweep: Experiment = {
  id: 'matrix-sweep',
  purpose: 'Does every role or scope open exactly the operations that the document grants it?',
  steps: [
    'one credential per name (or one person per distinct set of roles)',
    'control `allowed`: each operation with every credential that may call it',
    'probe `denied`: the same request with every credential that may not',
    'probes `denied-bad-body`, `denied-unknown-object`, `denied-head`: one each per operation, by turns of the denied credentials',
    'read-back `state-before`, `state-after`: what the denied calls could have changed',
  ],
  destructive: false,
  applies: (model) =>
    matrixSchemes(model).length > 0 || 'no credential holds names that decide what it may call',
  run: async (lab) => {
    for (const scheme of matrixSchemes(lab.model)) {
      const columns = await readyAll(lab, columnsOf(lab, scheme));
      for (const name of unknownHolders(lab, scheme.credential))
        lab.lacking(name, `nobody says which names ${name} holds: say so in a target file (rights)`);
      for (const [turn, operation] of matrixOperations(lab.model, scheme).entries()) {
        try {
          await sweep(lab, operation, columns, turn);
        } catch (error) {
          if (!(error instanceof Lacking)) throw error;
          lab.lacking(operation.key, error);
        }
      }
    }
  },
};

function unknownHolders(lab: Lab, kind: string): readonly string[] {
  const { credentials, users } = lab.model.fixtures;
  const isPassword = lab.model.credentials.get(kind)?.isPassword === true;
  return [
    ...credentials.filter((one) => one.rightsUnknown === true && one.kind === kind),
    ...[...users.values()].filter(({ rolesUnknown }) => isPassword && rolesUnknown === true),
  ].map(({ name }) => name);
}

async function sweep(
  lab: Lab,
  operation: Operation,
  columns: readonly ReadyCaller[],
  turn: number,
): Promise<void> {
  const allowed = columns.filter((column) => mayCallAccompanied(lab.model, operation, column));
  const denied = columns.filter((column) => !allowed.includes(column));
  let control: { readonly seq: number; readonly target: CellTarget } | undefined;
  for (const column of allowed) {
    const tried = await allow(lab, operation, column);
    if (tried?.sent.ok === true) control ??= { seq: tried.sent.seq, target: tried.target };
  }
  if (control === undefined)
    throw new Lacking(`nobody could call ${operation.key}, so that its refusals prove nothing`);
  const { target, seq } = control;
  if (denied.length === 0) return;
  await target.before();
  let last = seq;
  for (const column of denied) last = (await deny(lab, operation, column, target, seq)).seq;
  await oddlyDenied(lab, operation, denied, target, seq, turn);
  await target.after(last);
}

async function allow(
  lab: Lab,
  operation: Operation,
  column: ReadyCaller,
): Promise<{ sent: Sent; target: CellTarget } | undefined> {
  const name = cellName(lab.model, column.label, operation, column.scheme);
  try {
    const target = await targetOf(lab, operation, column);
    const { request, marker } = await target.permitted();
    const sent = await lab.send({
      step: 'allowed',
      role: 'control',
      case: name,
      request,
      present: await accompanied(lab, operation, column),
      detail: { ...callerDetail(column), marker },
    });
    return { sent, target };
  } catch (error) {
    if (!(error instanceof Lacking)) throw error;
    lab.lacking(name, error);
    return undefined;
  }
}

async function targetOf(lab: Lab, operation: Operation, column: ReadyCaller): Promise<CellTarget> {
  if (operation.objectKind === 'record') return recordTarget(lab, operation, column);
  return takesMembers(lab, operation)
    ? memberTarget(lab, operation, column)
    : personTarget(lab, operation, column);
}

async function deny(
  lab: Lab,
  operation: Operation,
  column: ReadyCaller,
  target: CellTarget,
  control: number,
): Promise<Sent> {
  const { request, marker } = await target.refused();
  return lab.send({
    step: 'denied',
    role: 'probe',
    case: cellName(lab.model, column.label, operation, column.scheme),
    control,
    request,
    present: await accompanied(lab, operation, column),
    detail: { ...callerDetail(column), marker },
  });
}

/** What must not change the refusal: a bad body, an object that is not there, HEAD instead of GET. */
async function oddlyDenied(
  lab: Lab,
  operation: Operation,
  denied: readonly ReadyCaller[],
  target: CellTarget,
  control: number,
  turn: number,
): Promise<void> {
  const send = async (
    step: string,
    offset: number,
    deviation: Pick<Step, 'rawBody' | 'method'>,
    given?: BuiltRequest,
  ): Promise<void> => {
    const column = denied[(turn + offset) % denied.length];
    if (column === undefined) return;
    const request = given ?? (await target.refused()).request;
    await lab.send({
      step,
      role: 'probe',
      case: cellName(lab.model, column.label, operation, column.scheme),
      control,
      request,
      present: await accompanied(lab, operation, column),
      detail: callerDetail(column),
      ...deviation,
    });
  };
  const mediaType = operation.body?.mediaType;
  if (mediaType !== undefined) await send('denied-bad-body', 0, { rawBody: { text: '{}', mediaType } });
  if (mediaType !== undefined && denied.length > 1)
    await send('denied-bad-body', 1, { rawBody: { text: '[]', mediaType } });
  const unknown = target.unknown();
  if (unknown !== undefined) await send('denied-unknown-object', 1, {}, unknown);
  if (operation.method === 'GET') await send('denied-head', 0, { method: 'HEAD' });
}
