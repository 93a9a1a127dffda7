import type { Operation, Place } from '../../spec/model.ts';
import type { Lab } from './lab.ts';
import { withValueAt } from './pointer.ts';

/** Values that no server gives out by itself. */
export const planted = { id: 'planted-id-0', instant: '2093-04-05T06:07:08Z' } as const;

/** What is planted. */
export interface Extras {
  readonly secret: string;
  readonly tenant: string | undefined;
  readonly owner: string | undefined;
}

/** The body with everything set that the document keeps to the server, and the usual names for the rest. */
export function withExtras(
  lab: Lab,
  issuer: Operation,
  body: unknown,
  { secret, tenant, owner }: Extras,
): unknown {
  const other = [...lab.users.values()].find((user) => user.id !== owner)?.id ?? 'somebody';
  const kept = issuer.request.filter((place) => place.in === 'body' && place.readOnly);
  const values: Readonly<Record<string, unknown>> = {
    id: planted.id,
    secret,
    issuedAt: planted.instant,
    lastUsedAt: planted.instant,
    expiresAt: planted.instant,
    enabled: true,
    active: true,
  };
  const bound = kept.reduce((made: unknown, place: Place) => {
    const attribute = place.attribute.slice(issuer.object.length + 1);
    return Object.hasOwn(values, attribute) ? withValueAt(made, place.at, values[attribute]) : made;
  }, body);
  const usual: Readonly<Record<string, unknown>> = {
    id: planted.id,
    secret,
    value: secret,
    owner: other,
    user_id: other,
    tenant: tenant ?? 'elsewhere',
    tenant_id: tenant ?? 'elsewhere',
    expires_at: planted.instant,
    created_at: planted.instant,
    admin: true,
  };
  return { ...usual, ...(typeof bound === 'object' ? bound : {}) };
}

/** Another secret of the same form: two letters in the middle changed for letters of the same class. */
export function disturbed(secret: string): string {
  const middle = Math.floor(secret.length * 0.7);
  return [...secret]
    .map((letter, index) => (index === middle || index === middle + 1 ? nextOfClass(letter) : letter))
    .join('');
}

function nextOfClass(letter: string): string {
  for (const alphabet of ['0123456789', 'abcdef', 'ghijklmnopqrstuvwxyz', 'ABCDEF', 'GHIJKLMNOPQRSTUVWXYZ']) {
    const at = alphabet.indexOf(letter);
    if (at >= 0) return alphabet[(at + 1) % alphabet.length] ?? letter;
  }
  return letter;
}
