import type { KindPlan } from './plan/kinds.ts';
import type { JwtAuthority, JwtVerdict } from './secrets/jwt.ts';
import type { Random } from './secrets/random.ts';
import type { WireRequest } from './wire.ts';

/** Small decisions below the level of a stage that can be replaced, to build a server with one flaw. */
export interface Parts {
  /** A new opaque secret. */
  readonly makeSecret: (
    kind: KindPlan,
    about: {
      readonly owner: string | undefined;
      readonly name: string | undefined;
      readonly random: Random;
    },
  ) => string;
  /** Whom an address tier counts. */
  readonly addressOf: (request: WireRequest) => string;
  /** Is this self-contained token genuine and in time? */
  readonly verifyJwt: (
    authority: JwtAuthority,
    token: string,
    now: number,
    toleranceMs: number,
  ) => Promise<JwtVerdict>;
}

export const defaultParts: Parts = {
  makeSecret: (kind, { random }) => kind.makeSecret(random),
  addressOf: (request) => request.address,
  verifyJwt: (authority, token, now, toleranceMs) => authority.verify(token, now, toleranceMs),
};
