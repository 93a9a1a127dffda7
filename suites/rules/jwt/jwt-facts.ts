import type { IssuedFact } from '../../../spec/history.ts';
import type { CredentialKind } from '../../../spec/model.ts';
import type { View } from '../../judging/view.ts';
import { jwtKinds } from '../../predict/jwt-kinds.ts';

/** A JWT of the vendor that came to be in the run, with its kind and the `Date` of the answer that gave it out. */
export interface MadeJwt {
  readonly fact: IssuedFact & { readonly by?: number };
  readonly kind: CredentialKind;
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly dateMs: number | undefined;
}

/** Secrets of JWT kinds, and those of them that are no JWT. */
export function madeJwts(view: View): {
  readonly jwts: readonly MadeJwt[];
  readonly others: readonly (IssuedFact & { readonly by?: number })[];
} {
  const kinds = new Map(jwtKinds(view.model).map((kind) => [kind.name, kind]));
  const jwts: MadeJwt[] = [];
  const others: (IssuedFact & { readonly by?: number })[] = [];
  for (const fact of view.facts('issued')) {
    const kind = kinds.get(fact.type);
    if (kind === undefined) continue;
    const { jwt } = fact.secret;
    if (jwt === undefined) others.push(fact);
    else jwts.push({ fact, kind, ...jwt, dateMs: view.exchange(fact.by)?.response?.dateMs });
  }
  return { jwts, others };
}

/** One finding per kind: the first that is wrong, else the first. */
export function perKind<T extends { readonly case: string; readonly verdict: string }>(
  findings: readonly T[],
): readonly T[] {
  const groups = Map.groupBy(findings, (one) => one.case);
  return [...groups.values()].flatMap(
    (group) => group.find(({ verdict }) => verdict === 'violated') ?? group[0] ?? [],
  );
}
