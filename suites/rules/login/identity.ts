import type { Exchange, IssuedFact } from '../../../spec/history.ts';
import type { Operation } from '../../../spec/model.ts';
import type { View } from '../../judging/view.ts';
import { told } from './login-facts.ts';

/** Claims that are new in every token. */
const fresh = new Set(['iat', 'exp', 'nbf', 'jti', 'sid', 'auth_time', 'session', 'family']);

/** What two sign-ins (or a sign-in and a refresh) say differently of the user: attributes of the answer, claims of the token. */
export function sameIdentity(
  view: View,
  operation: Operation,
  first: Exchange,
  second: Exchange,
): readonly string[] {
  const attributes = ['user.id', 'user.email', 'user.roles', 'user.tenant'].filter((attribute) => {
    const before = told(view.model, view.operation(first) ?? operation, first, attribute);
    const after = told(view.model, view.operation(second) ?? operation, second, attribute);
    return (
      before.length > 0 && after.length > 0 && before.toSorted().join(' ') !== after.toSorted().join(' ')
    );
  });
  const before = claimsBy(view, first, operation.object);
  const after = claimsBy(view, second, operation.object);
  if (before === undefined || after === undefined) return attributes;
  const names = new Set([...Object.keys(before), ...Object.keys(after)].filter((name) => !fresh.has(name)));
  const claims = [...names]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => `claim ${name}`);
  return [...attributes, ...claims];
}

/** Claims of the token of a kind that an exchange gave out. */
export function claimsBy(
  view: View,
  exchange: Exchange,
  kind: string,
): Readonly<Record<string, unknown>> | undefined {
  return issuedBy(view, exchange, kind)?.secret.jwt?.claims;
}

/** The credential of a kind that an exchange gave out. */
export function issuedBy(view: View, exchange: Exchange, kind: string): IssuedFact | undefined {
  return view
    .facts('issued', exchange.experiment)
    .find((fact) => fact.by === exchange.seq && fact.type === kind);
}
