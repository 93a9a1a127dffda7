import type { AuthModel, CredentialKind, JsonSchema, SecurityScheme } from '../../../spec/model.ts';
import type { Call, MockOptions } from '../../index.ts';
import { defaultStages, refuse } from '../../index.ts';
import type { JwtAuthority } from '../../secrets/jwt.ts';

/** A token as a careless server reads it: whatever can be decoded. */
export interface ReadToken {
  readonly text: string;
  readonly parts: readonly string[];
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Does some scheme carry a JWT that the vendor signs? */
export function bearsJwt(model: AuthModel): boolean {
  return bearerSchemes(model).length > 0;
}

/** Do such tokens end by their age? */
export function livesForATime(model: AuthModel): boolean {
  return bearerKinds(model).some(({ lifetime }) => typeof lifetime === 'object');
}

/** The value to which the document fixes a claim of such tokens. */
export function fixedClaim(model: AuthModel, name: 'aud' | 'iss'): string | undefined {
  for (const { secret } of bearerKinds(model)) {
    const properties = secret.kind === 'jwt' ? secret.claims['properties'] : undefined;
    const value = (properties as Readonly<Record<string, JsonSchema>> | undefined)?.[name]?.['const'];
    if (typeof value === 'string') return value;
  }
  return undefined;
}

/** Does some answer show the keys that verify such tokens? */
export function publishesKeys(model: AuthModel): boolean {
  return model.operations.some(({ responses }) =>
    [...responses.values()].some(({ places }) =>
      places.some(({ attribute }) => attribute.endsWith('.publicKeys')),
    ),
  );
}

/** Kinds of credential that are such tokens. */
export function bearerKinds(model: AuthModel): readonly CredentialKind[] {
  return bearerSchemes(model).flatMap(({ credential }) => model.credentials.get(credential) ?? []);
}

/** Schemes that carry one. */
export function bearerSchemes(model: AuthModel): readonly SecurityScheme[] {
  return [...model.schemes.values()].filter(({ credential }) => {
    const kind = model.credentials.get(credential);
    return kind?.secret.kind === 'jwt' && kind.issuedBy === 'self';
  });
}

/** A server that takes a bearer token which does not verify, if the flawed check is content with it. */
export function alsoAccepting(
  model: AuthModel,
  isContent: (token: ReadToken, authority: JwtAuthority, call: Call) => boolean | Promise<boolean>,
): Partial<MockOptions> {
  const schemes = bearerSchemes(model);
  return {
    stages: {
      authenticate: async (call) => {
        const refused = await defaultStages.authenticate(call);
        const token =
          refused && readToken(/^Bearer +(.*)$/i.exec(call.request.headers.authorization ?? '')?.[1] ?? '');
        const scheme = schemes.find(({ name }) =>
          call.guard?.requirements.some((requirement) => requirement.some(({ scheme }) => scheme === name)),
        );
        const authority = call.world.kind(scheme?.credential ?? '')?.jwt?.authority;
        if (!token || !scheme || !authority || !(await isContent(token, authority, call))) return refused;
        return actAs(call, scheme, token) ? undefined : (refused ?? refuse('unknown', 'nobody'));
      },
    },
  };
}

/** The subject is believed; nothing but the session of some such token makes the call. */
function actAs(call: Call, scheme: SecurityScheme, { claims }: ReadToken): boolean {
  const all = [...call.world.credentials.of(scheme.credential)].filter(
    (one) => call.world.credentials.stateOf(one, call.now) === 'active',
  );
  const credential = all.find(({ owner }) => owner === claims['sub']) ?? all[0];
  if (credential) call.verified = [{ scheme, credential }];
  return credential !== undefined;
}

function readToken(text: string): ReadToken | undefined {
  const parts = text.split('.');
  const [header, claims] = parts.map(readPart);
  return header && claims ? { text, parts, header, claims } : undefined;
}

function readPart(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
