import type { ExchangeRole } from '../../spec/history.ts';
import type { Operation } from '../../spec/model.ts';
import { schemesAlone } from '../predict/kinds.ts';
import { permits } from '../predict/permits.ts';
import type { RawConnection } from '../wire/raw-socket.ts';
import { type Held, Lacking } from './held.ts';
import type { Lab, Sent } from './lab.ts';
import { asDocumented } from './present.ts';

/** An operation that should accept a credential, and the scheme over which. */
export interface Use {
  readonly operation: Operation;
  readonly scheme: string;
}

export interface UseLabels {
  readonly step: string;
  readonly role?: ExchangeRole;
  readonly case?: string;
  readonly control?: number | undefined;
  readonly at?: Use | undefined;
  readonly raw?: boolean | RawConnection;
  readonly unpaced?: boolean;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Where a credential must be accepted by itself, by what it or its owner holds: lists first, then other reads,
 * then creations. Empty if nothing takes it alone.
 */
export function usesOf(lab: Lab, held: Held): readonly Use[] {
  const tenant = held.tenant ?? lab.model.fixtures.tenants[0] ?? '';
  const owner = held.user === undefined ? undefined : lab.users.get(held.user);
  const subject = {
    kind: held.kind,
    own: held.rights ?? [],
    owner: owner?.roles.get(owner.tenant) ?? owner?.roles.get(tenant) ?? [],
  };
  return lab.model.operations
    .filter((operation) => harmless(operation) && addressable(operation))
    .flatMap((operation) =>
      schemesAlone(lab.model, operation, held.kind).map((scheme) => ({ operation, scheme })),
    )
    .filter(({ operation, scheme }) => permits(lab.model, operation, scheme, subject))
    .sort((a, b) => rank(a.operation) - rank(b.operation));
}

function harmless({ method, verb, objectKind }: Operation): boolean {
  return method === 'GET' || (verb === 'create' && objectKind === 'record');
}

/** Every path parameter but the tenant would need a record that the caller reaches. */
function addressable(operation: Operation): boolean {
  const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
  return names.every((name) =>
    operation.request.some(
      (place) => place.in === 'path' && place.at === name && place.attribute === 'tenant.id',
    ),
  );
}

function rank({ verb, objectKind, method }: Operation): number {
  if (method !== 'GET') return 3;
  if (objectKind !== 'record') return 2;
  return verb === 'list' ? 0 : 1;
}

/**
 * Presents a credential as documented where it must be accepted.
 * @throws Lacking if no operation takes it alone
 */
export async function use(lab: Lab, held: Held, labels: UseLabels): Promise<Sent> {
  const at = labels.at ?? usesOf(lab, held)[0];
  if (at === undefined)
    throw new Lacking(`no operation accepts a ${held.kind} by itself with what ${held.alias} holds`);
  const tenant = held.tenant === undefined ? {} : { 'tenant.id': held.tenant, 'record.tenant': held.tenant };
  const { step, role = 'probe', control, raw, unpaced, detail } = labels;
  return lab.send({
    step,
    role,
    case: labels.case ?? held.kind,
    control,
    request: lab.build(at.operation, { values: tenant }),
    present: [asDocumented(lab.model, held, at.scheme)],
    ...(raw === undefined ? {} : { raw }),
    ...(unpaced === undefined ? {} : { unpaced }),
    ...(detail === undefined ? {} : { detail }),
  });
}
