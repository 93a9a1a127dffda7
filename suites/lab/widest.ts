import type { FixtureRecord, Operation } from '../../spec/model.ts';
import { relationsOf } from '../predict/permits.ts';
import { actorsFor } from './actor.ts';
import { effectiveNames, mayCall, type ReadyCaller } from './caller.ts';
import { columnsOf, ready } from './columns.ts';
import { Lacking } from './held.ts';
import type { Lab } from './lab.ts';
import { isOnItem, recordFor } from './record-target.ts';

/**
 * Somebody of the first tenant who may call an operation over a scheme and reaches most there, so that a refusal is the
 * tenant's border and not a narrower one. Kept per lab.
 * @throws Lacking if there is nobody
 */
export async function widest(lab: Lab, operation: Operation, schemeName: string): Promise<ReadyCaller> {
  const scheme = lab.model.schemes.get(schemeName);
  const kind = scheme === undefined ? undefined : lab.model.credentials.get(scheme.credential);
  if (scheme === undefined || kind === undefined) throw new Lacking(`no scheme ${schemeName}`);
  const tenant = lab.model.fixtures.tenants[0];
  const columns =
    kind.rights.length === 0
      ? []
      : columnsOf(lab, scheme).filter((column) => mayCall(lab.model, operation, column));
  const tenantWide = columns.find((column) =>
    relationsOf(operation, effectiveNames(kind, column)).includes('tenant'),
  );
  const chosen = tenantWide ?? columns[0];
  if (chosen === undefined) {
    const actor = await actorsFor(lab, operation, { tenant, scheme: schemeName });
    const user = actor.user === undefined ? undefined : lab.users.get(actor.user);
    return {
      label: schemeName,
      scheme: schemeName,
      kind: kind.name,
      own: [],
      owner: [],
      user,
      tenant,
      present: actor.present,
    };
  }
  const known = byLab.get(lab) ?? new Map<string, ReadyCaller>();
  byLab.set(lab, known);
  const key = `${schemeName} ${chosen.label}`;
  const caller = known.get(key) ?? (await ready(lab, chosen));
  known.set(key, caller);
  return caller;
}

const byLab = new WeakMap<Lab, Map<string, ReadyCaller>>();

/** A record of the caller's own tenant for an operation: one within reach, or for what names only a parent, one to take it from. */
export async function ownRecord(lab: Lab, operation: Operation, caller: ReadyCaller): Promise<FixtureRecord> {
  const records = lab.model.fixtures.records.get(operation.object) ?? [];
  const usual = records.find((record) => record.tenant === caller.tenant);
  const id = isOnItem(operation) ? await recordFor(lab, operation, caller) : usual?.id;
  const known = records.find((record) => record.id === id);
  if (known !== undefined) return known;
  if (id === undefined) throw new Lacking(`no record of ${operation.object} in ${caller.tenant}`);
  return { id, tenant: caller.tenant ?? '', parents: usual?.parents ?? {}, data: {} };
}
