import type { AssertionRequest, ProvisionedCredential } from '../../spec/control.ts';
import { isRecord } from '../plan/schema.ts';
import { makeAssertion } from '../secrets/assertion.ts';
import type { World } from '../state/world.ts';
import { ControlError } from './error.ts';

/** The credentials that exist at start, with their values: handed out here and nowhere else. */
export async function provisioned(world: World): Promise<readonly ProvisionedCredential[]> {
  const found = await world.provisioned();
  return found.map(({ fixture, minted }) => ({
    kind: fixture.kind,
    name: fixture.name,
    tenant: fixture.tenant,
    ...(fixture.owner === undefined ? {} : { owner: fixture.owner }),
    rights: fixture.rights,
    id: minted.credential.id,
    secret: minted.secret,
  }));
}

/** Plays the third party that signs people in. */
export async function mintAssertion(world: World, body: Readonly<Record<string, unknown>>): Promise<string> {
  const request = parse(body);
  const plan = world.kind(request.kind);
  if (plan?.kind.issuedBy !== 'third-party' || !plan.jwt) {
    throw new ControlError(
      400,
      'bad-request',
      '"kind" must be a credential that a third party issues as a JWT.',
    );
  }
  const user = world.users.get(request.user);
  if (!user) throw new ControlError(404, 'not-found', 'There is no such user in this space.');
  return makeAssertion(world, plan, user, request);
}

function parse({ kind, user, claims, signedBy }: Readonly<Record<string, unknown>>): AssertionRequest {
  if (typeof kind !== 'string' || typeof user !== 'string')
    throw new ControlError(400, 'bad-request', '"kind" and "user" must be text.');
  if (claims !== undefined && !isRecord(claims))
    throw new ControlError(400, 'bad-request', '"claims" must be an object.');
  if (signedBy !== undefined && signedBy !== 'trusted' && signedBy !== 'foreign' && signedBy !== 'none') {
    throw new ControlError(400, 'bad-request', '"signedBy" must be trusted, foreign or none.');
  }
  return { kind, user, ...(claims ? { claims } : {}), ...(signedBy ? { signedBy } : {}) };
}
