import type { Call, Outcome } from '../call.ts';
import { given } from '../given.ts';
import { digestOf } from '../secrets/digest.ts';

/** Ends the credentials of this session whose kind lists `logout`; other sessions of the user go on. */
export function logout(call: Call): Outcome {
  const { credentials, plan } = call.world;
  const sessions = new Set(call.verified.map(({ credential }) => credential.session));
  for (const name of plan.kinds.keys()) {
    const value = given(call, `${name}.secret`);
    const named = typeof value === 'string' ? credentials.byDigest(name, digestOf(value)) : undefined;
    if (named && (call.user === undefined || named.owner === call.user.id)) sessions.add(named.session);
  }
  credentials.endAll('logout', call.now, (credential) => sessions.has(credential.session));
  const cookies = [...plan.kinds.values()].flatMap(({ cookie, kind }) =>
    cookie !== undefined && kind.endedBy.includes('logout') ? [cookie] : [],
  );
  return { clearedCookies: cookies };
}
