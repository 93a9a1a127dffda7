import type { Answer, Cause } from '../model.ts';

export const causes: readonly Cause[] = [
  'unknown-path',
  'wrong-method',
  'unsupported-media-type',
  'malformed-body',
  'no-credential',
  'two-credentials',
  'bad-credential',
  'malformed',
  'unknown',
  'tampered',
  'expired',
  'revoked',
  'disabled',
  'pending',
  'wrong-login',
  'login-blocked',
  'no-right',
  'foreign-record',
  'unknown-record',
  'invalid-request',
  'duplicate',
  'maximum',
  'minimum',
  'rate-limit',
];

const usual: Readonly<Record<Cause, number>> = {
  'unknown-path': 404,
  'wrong-method': 405,
  'unsupported-media-type': 415,
  'malformed-body': 400,
  'no-credential': 401,
  'two-credentials': 401,
  'bad-credential': 401,
  malformed: 401,
  unknown: 401,
  tampered: 401,
  expired: 401,
  revoked: 401,
  disabled: 401,
  pending: 401,
  'wrong-login': 401,
  'login-blocked': 403,
  'no-right': 403,
  'foreign-record': 404,
  'unknown-record': 404,
  'invalid-request': 422,
  duplicate: 409,
  maximum: 409,
  minimum: 409,
  'rate-limit': 429,
};

const parents: Partial<Record<Cause, Cause>> = {
  malformed: 'bad-credential',
  unknown: 'bad-credential',
  tampered: 'bad-credential',
  expired: 'bad-credential',
  revoked: 'bad-credential',
  disabled: 'bad-credential',
  pending: 'bad-credential',
  'login-blocked': 'wrong-login',
  'foreign-record': 'unknown-record',
};

/** The cause that answers for a kind of it which no response names. */
export function parentOf(cause: Cause): Cause | undefined {
  return parents[cause];
}

/** By the usual meaning of the status; an invalid body takes 400 where only that is declared. */
export function usualStatus(cause: Cause, declared: ReadonlyMap<number, Answer>): number {
  if (cause === 'invalid-request' && !declared.has(422) && declared.has(400)) return 400;
  return usual[cause];
}
