import { type Call, type Outcome, type Refused, refuse } from '../call.ts';
import { given, givenData } from '../given.ts';
import { newId } from '../secrets/digest.ts';

/** A new tenant; whoever makes it becomes a member with the roles held now. */
export function createTenant(call: Call): Outcome | Refused {
  const { tenants } = call.world;
  const asked = given(call, 'tenant.id');
  const id = typeof asked === 'string' ? asked : newId('t', call.world.random);
  if (tenants.has(id)) return refuse('duplicate', 'a tenant has this id');
  tenants.add({ id, name: nameGiven(call) ?? id, data: givenData(call) });
  if (call.user) call.world.users.setRoles(call.user, id, call.names);
  return { subject: { type: 'tenant', tenant: id } };
}

/** Those that the caller belongs to. */
export function listTenants(call: Call): Outcome {
  const ids = call.user ? [...call.user.roles.keys()] : [call.tenant];
  return { list: ids.map((tenant) => ({ type: 'tenant', tenant })) };
}

export function readTenant(call: Call): Outcome {
  return { subject: { type: 'tenant', tenant: call.tenant } };
}

export function updateTenant(call: Call): Outcome | Refused {
  const { tenants } = call.world;
  const tenant = tenants.get(call.tenant);
  if (!tenant) return refuse('unknown-record', 'there is no such tenant');
  tenants.change(tenant, {
    name: nameGiven(call) ?? tenant.name,
    data: { ...tenant.data, ...givenData(call) },
  });
  return { subject: { type: 'tenant', tenant: tenant.id } };
}

export function deleteTenant(call: Call): Outcome | Refused {
  const { tenants, users, credentials } = call.world;
  if (!tenants.remove(call.tenant)) return refuse('unknown-record', 'there is no such tenant');
  for (const user of users.all()) users.leave(user, call.tenant);
  credentials.endAll('membership-removal', call.now, (credential) => credential.tenant === call.tenant);
  return {};
}

function nameGiven(call: Call): string | undefined {
  const name = given(call, 'tenant.name');
  return typeof name === 'string' ? name : undefined;
}
