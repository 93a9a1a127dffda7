import type { SecurityScheme } from '../spec/model.ts';
import { type Call, type Refused, refuse, type Verified } from './call.ts';
import type { Parts as CarrierParts } from './carriers/template.ts';
import type { KindPlan } from './plan/kinds.ts';
import { valueAt } from './plan/schema.ts';
import { verifyAssertion } from './secrets/assertion.ts';
import { digestOf, newId, sameText } from './secrets/digest.ts';
import type { Random } from './secrets/random.ts';
import type { Credential } from './state/credential.ts';
import { delayMs, graceMs } from './state/timing.ts';
import type { User } from './state/users.ts';

export type Verification = Verified | Refused;

/** Is this value, as one scheme reads it, a credential that works now? */
export function verifyValue(
  call: Call,
  scheme: SecurityScheme,
  parts: CarrierParts,
): Verification | Promise<Verification> {
  const kind = call.world.kind(scheme.credential);
  if (!kind) return refuse('unknown', 'no such kind of credential');
  const found = kind.kind.isPassword
    ? verifyPassword(call, kind, parts)
    : verifySecret(call, kind, parts.secret ?? '');
  return found instanceof Promise
    ? found.then((result) => asVerified(call, scheme, result, parts))
    : asVerified(call, scheme, found, parts);
}

function asVerified(
  call: Call,
  scheme: SecurityScheme,
  result: Credential | Refused,
  parts: CarrierParts,
): Verification {
  if ('cause' in result) return result;
  return belongsTo(call, result, parts)
    ? { scheme, credential: result }
    : refuse('unknown', 'the credential belongs to somebody else');
}

/** Looks a secret of one kind up and reads its state off the clock. Self-contained tokens are verified first. */
export function verifySecret(
  call: Call,
  plan: KindPlan,
  secret: string,
): Credential | Refused | Promise<Credential | Refused> {
  if (plan.kind.issuedBy === 'third-party') {
    return verifyAssertion(call.world, plan, secret, call.now).then((result) =>
      'cause' in result ? refuse('unknown', result.reason) : passing(plan, result.user, call.world.random),
    );
  }
  const { jwt } = plan;
  if (!jwt) return inState(call, call.world.credentials.byDigest(plan.kind.name, digestOf(secret)));
  const { kind } = plan;
  const { edge } = call.world.plan;
  const toleranceMs =
    delayMs(kind.ends, edge) + (typeof kind.lifetime === 'object' ? graceMs(kind.lifetime, edge) : 0);
  return call.world.parts.verifyJwt(jwt.authority, secret, call.now, toleranceMs).then((verdict) => {
    if (!verdict.valid && verdict.cause !== 'expired')
      return refuse(verdict.cause, 'the token is not one that was signed here');
    const { claims } = verdict;
    const { credentials } = call.world;
    // What left this server to the letter is taken back: a document whose claims do not fit what is written into them
    // would refuse every honest token.
    const own = credentials.byDigest(kind.name, digestOf(secret));
    const problem = own === undefined ? jwt.checkClaims(claims) : undefined;
    if (problem) return refuse('tampered', `claims: ${problem}`);
    const known = own ?? credentials.byTokenId(kind.name, claims.jti);
    if (known && known !== own && !isSubject(plan, known, claims))
      return refuse('tampered', 'it names another subject');
    if (known) {
      const state = inState(call, known);
      return !verdict.valid && !('cause' in state) ? refuse('expired', 'the token is past its exp') : state;
    }
    return verdict.valid
      ? refuse('unknown', 'the token is signed here, but not on record')
      : refuse('expired', 'the token is past its exp');
  });
}

/** A signature says who made the token, the record whose it is: the two must agree (RFC 8725 §3.8). */
function isSubject({ kind }: KindPlan, known: Credential, claims: unknown): boolean {
  if (kind.secret.kind !== 'jwt') return true;
  const place = kind.secret.places.find(({ attribute }) => attribute === 'user.id');
  return place === undefined || known.owner === undefined || valueAt(claims, place.at) === known.owner;
}

/** A used-up credential that comes again burns its family, where the document says so. */
function inState(call: Call, credential: Credential | undefined): Credential | Refused {
  if (!credential) return refuse('unknown', 'no such credential');
  const { credentials } = call.world;
  const state = credentials.stateOf(credential, call.now);
  if (state === 'active' || state === 'overlapping') return credential;
  if (credential.end?.cause === 'use') {
    const { keeper } = call.world;
    const burn = (): void => call.world.credentials.burn(credential.session, call.now);
    if (!keeper?.later) burn();
    else if (!credentials.burnt.has(credential.session)) keeper.later(call, burn);
  }
  return refuse(state, `the credential is ${state}${credential.end ? ` (${credential.end.cause})` : ''}`);
}

function verifyPassword(call: Call, plan: KindPlan, parts: CarrierParts): Credential | Refused {
  const { users } = call.world;
  const user = parts.userEmail === undefined ? users.get(parts.userId ?? '') : users.byEmail(parts.userEmail);
  // Compared in any case: the time must not tell whether there is such a user.
  const isRight = sameText(user?.passwordDigest ?? '', digestOf(parts.userPassword ?? ''));
  if (!user || !isRight) return refuse('unknown', 'no such user, or another password');
  if (!maySignIn(user, 'password')) return refuse('unknown', 'this user does not sign in with a password');
  return passing(plan, user, call.world.random);
}

export function maySignIn(user: User, way: string): boolean {
  return user.login === 'any' || user.login.includes(way);
}

/** A person's sign-in has no record of its own: it is as good as the user is now. */
function passing(plan: KindPlan, user: User, random: Random): Credential {
  return {
    id: user.id,
    kind: plan.kind,
    tenant: user.tenant,
    owner: user.id,
    session: newId('s', random),
    digest: '',
    readable: undefined,
    hint: undefined,
    name: undefined,
    rights: [],
    data: {},
    issuedAt: 0,
    startsAt: 0,
    expiresAt: undefined,
    enabled: true,
    usedAt: undefined,
    timesUsed: 0,
    end: undefined,
  };
}

/** Where the carrier names a user besides the secret, the credential must be that user's. */
function belongsTo(call: Call, credential: Credential, parts: CarrierParts): boolean {
  if (parts.userEmail === undefined && parts.userId === undefined) return true;
  const owner = call.world.users.get(credential.owner ?? '');
  if (parts.userEmail !== undefined && call.world.users.byEmail(parts.userEmail) !== owner) return false;
  return parts.userId === undefined || parts.userId === owner?.id;
}
