import type { Cause, SecurityScheme } from '../../spec/model.ts';
import type { Call } from '../call.ts';

/** Causes that mean: no credential was judged, so there is no error to tell (RFC 6750 §3.1). */
const nothingWrong = new Set<Cause>(['no-credential', 'wrong-login', 'login-blocked']);

/** The challenge of a 401 whose response declares none: one for each way in, joined as RFC 9110 §11.6.1 allows. */
export function challenge(call: Call, cause: Cause): string {
  const { schemes, realm, kinds } = call.world.plan;
  const names = new Set(
    call.guard?.requirements.flatMap((requirement) => requirement.map(({ scheme }) => scheme)),
  );
  const object = call.operation?.operation.object ?? '';
  const wanted = [...schemes.values()].filter(({ scheme }) =>
    names.size > 0 ? names.has(scheme.name) : scheme.credential === object,
  );
  const ways = new Set(wanted.map(({ scheme }) => wayOf(scheme)));
  if (ways.size === 0) ways.add(kinds.size > 0 ? wayOf([...schemes.values()][0]?.scheme) : 'Bearer');
  return [...ways]
    .map(
      (way) =>
        `${way} realm="${realm}"${way === 'Bearer' && !nothingWrong.has(cause) ? ', error="invalid_token"' : ''}`,
    )
    .join(', ');
}

function wayOf(scheme: SecurityScheme | undefined): string {
  const carrier = scheme?.carrier;
  if (carrier?.in !== 'header') return carrier?.in === 'cookie' ? 'Cookie' : 'ApiKey';
  if (carrier.scheme !== undefined) return carrier.scheme.slice(0, 1).toUpperCase() + carrier.scheme.slice(1);
  const keyword = /^([A-Za-z]+) /.exec(scheme?.template ?? '')?.[1];
  return carrier.name.toLowerCase() === 'authorization' && keyword !== undefined ? keyword : 'ApiKey';
}
