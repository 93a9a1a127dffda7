import type { AssertionRequest } from '../../spec/control.ts';
import type { Place } from '../../spec/model.ts';
import type { KindPlan } from '../plan/kinds.ts';
import { asSchema, constantOf, isRecord, propertiesOf, requiredOf, valueAt } from '../plan/schema.ts';
import { fill } from '../render/fill.ts';
import type { User } from '../state/users.ts';
import type { World } from '../state/world.ts';

/** Whom an assertion speaks for, and the way in that it stands for (an issuer, say). */
export type AssertionVerdict =
  | { readonly user: User; readonly way: string | undefined }
  | { readonly cause: 'wrong'; readonly reason: string };

/** Signature, algorithm, time, every claim against the declared schema, then the user that it names. */
export async function verifyAssertion(
  world: World,
  plan: KindPlan,
  token: string,
  now: number,
): Promise<AssertionVerdict> {
  const { jwt } = plan;
  if (!jwt) return wrong('assertions of this kind are not JWTs');
  const verdict = await world.parts.verifyJwt(jwt.authority, token, now, 0);
  if (!verdict.valid) return wrong(`the assertion is ${verdict.cause}`);
  const problem = jwt.checkClaims(verdict.claims);
  if (problem) return wrong(`claims: ${problem}`);
  const email = claimed(plan, 'user.email', verdict.claims);
  const id = claimed(plan, 'user.id', verdict.claims);
  const user =
    typeof email === 'string'
      ? world.users.byEmail(email)
      : world.users.get(typeof id === 'string' ? id : '');
  if (!user) return wrong('the assertion names no user of this server');
  const way = claimed(plan, 'user.login', verdict.claims);
  return { user, way: typeof way === 'string' ? way : undefined };
}

function wrong(reason: string): AssertionVerdict {
  return { cause: 'wrong', reason };
}

function claimed(plan: KindPlan, attribute: string, claims: unknown): unknown {
  const place = placesOf(plan).find((candidate) => candidate.attribute === attribute);
  return place && valueAt(claims, place.at);
}

function placesOf({ kind }: KindPlan): readonly Place[] {
  return kind.secret.kind === 'jwt' ? kind.secret.places : [];
}

const livesSeconds = 300;

/** Plays the third party: a token that is good for this user, save for what the request lays over it. */
export async function makeAssertion(
  world: World,
  plan: KindPlan,
  user: User,
  request: AssertionRequest,
): Promise<string> {
  const { jwt } = plan;
  if (!jwt) return '';
  const claims = { ...usualClaims(world, plan, user), ...request.claims };
  if (request.signedBy === 'none') return unsigned({ alg: 'none' }, claims);
  return (request.signedBy === 'foreign' ? jwt.foreign : jwt.authority).sign(claims);
}

function usualClaims(world: World, plan: KindPlan, user: User): Record<string, unknown> {
  const { secret } = plan.kind;
  const schema = secret.kind === 'jwt' ? secret.claims : {};
  const nowSeconds = Math.floor(world.clock.now() / 1000);
  const view = {
    world,
    now: world.clock.now(),
    tenant: user.tenant,
    subject: undefined,
    list: [],
    user,
    minted: [],
    actor: undefined,
  };
  const filled = plan.jwt && fill(plan.jwt.claims, view);
  const claims: Record<string, unknown> = isRecord(filled) ? { ...filled } : {};
  for (const [name, property] of propertiesOf(schema)) {
    const place = placesOf(plan).find(({ at }) => at === `/${name}`);
    if (place?.attribute.endsWith('.issuedAt') || name === 'iat') claims[name] = nowSeconds;
    else if (place?.attribute.endsWith('.expiresAt') || name === 'exp')
      claims[name] = nowSeconds + livesSeconds;
    else if (place?.attribute === 'user.login') claims[name] = wayIn(user, property);
    else
      claims[name] ??=
        constantOf(property)?.value ?? (requiredOf(schema).includes(name) ? anyOf(property) : undefined);
  }
  return claims;
}

/** An allowed value that this user may sign in by; the first if none is. */
function wayIn(user: User, schema: Readonly<Record<string, unknown>>): unknown {
  const values = Array.isArray(schema['enum']) ? schema['enum'] : [constantOf(schema)?.value];
  return (
    values.find((value) => typeof value === 'string' && user.login !== 'any' && user.login.includes(value)) ??
    values[0]
  );
}

function anyOf(schema: Readonly<Record<string, unknown>>): unknown {
  const values = asSchema(schema)['enum'];
  return Array.isArray(values) ? values[0] : undefined;
}

function unsigned(header: object, claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}.`;
}
