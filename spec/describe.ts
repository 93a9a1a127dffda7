import { basisOf, citationsOf } from './facts.ts';
import { parentOf } from './load/refusal-defaults.ts';
import type { AuthModel, CredentialKind, Interval, Operation, Refusal, Requirement, Tier } from './model.ts';

/**
 * The facts that the loader derived, in plain language, one per line: what a reader cannot see by looking at one place
 * of the document. A snapshot of these lines shows what a change of the document really changes.
 */
export function describe(model: AuthModel): readonly string[] {
  return [
    `${model.title}: ${model.operations.length} operations, ${model.credentials.size} kinds of credential, tenants ${model.fixtures.tenants.join(', ')}.`,
    ...[...model.credentials.values()].flatMap((kind) => describeKind(model, kind)),
    ...model.tiers.map((tier) => describeTier(model, tier)),
    ...model.operations.map(describeOperation),
    ...describeMatrix(model),
    ...[...model.fixtures.users.values()].map(
      ({ name, roles, login }) =>
        `User ${name}: ${[...roles].map(([tenant, names]) => `${names.join(' + ') || 'no role'} in ${tenant}`).join('; ')}; ${signIn(login)}.`,
    ),
    ...[...model.fixtures.records].map(
      ([path, records]) => `Records of ${path}: ${records.map(({ id }) => id).join(', ')}.`,
    ),
    ...[...model.departures.values()].map(
      ({ rule, from, because }) => `Departs from ${rule} (${from}): ${because}`,
    ),
  ];
}

function describeKind(model: AuthModel, kind: CredentialKind): readonly string[] {
  const { name } = kind;
  const carriers = [...model.schemes.values()].filter(({ credential }) => credential === name);
  const lines = [
    carriers.length === 0
      ? `${name} travels in bodies only.`
      : `${name} is carried by ${carriers.map((scheme) => `${where(scheme.carrier)} as "${scheme.template}"`).join(', or ')}.`,
    `${name} is ${kind.secret.kind === 'jwt' ? 'a JWT' : 'opaque'}${kind.issuedBy === 'third-party' ? ' of a third party' : ''}; its secret is displayed by ${
      kind.displayedBy.length === 0
        ? 'no operation'
        : `${kind.displayedBy.join(', ')} only${kind.displayedOnce ? ' (once)' : ''}`
    }.`,
    `${name} ${rightsText(kind)}.`,
    `${name} lives ${lifetimeText(kind.lifetime)}${kind.idle === 'none' ? '' : `, ${interval(kind.idle)} without use`}${
      kind.uses === 'any' ? '' : `, ${kind.uses} use${kind.uses === 1 ? '' : 's'}`
    }; starts ${moment(kind.starts)}, ends ${moment(kind.ends)}.`,
  ];
  if (kind.valueDisplayedBy.length > 0)
    lines.push(`${name}.value is displayed by ${kind.valueDisplayedBy.join(', ')} only.`);
  const published = model.operations.filter((operation) => shows(operation, `${name}.publicKeys`));
  if (published.length > 0)
    lines.push(`${name} is verified by the keys that ${published.map(({ key }) => key).join(', ')} shows.`);
  if (kind.endedBy.length > 0) lines.push(`${name} is also ended by ${kind.endedBy.join(', ')}.`);
  if (kind.rotation !== 'none')
    lines.push(
      `${name}, when rotated, works on ${kind.rotation === 'overlap' ? 'until it is revoked' : `for ${interval(kind.rotation)}`}.`,
    );
  const { min, max, per } = kind.count;
  if (min > 0 || Number.isFinite(max))
    lines.push(`${name}: at least ${min}, at most ${Number.isFinite(max) ? max : 'any number'} per ${per}.`);
  return lines;
}

function shows({ responses }: Operation, attribute: string): boolean {
  return [...responses.values()].some(({ places }) => places.some((place) => place.attribute === attribute));
}

function where(carrier: { readonly in: string; readonly name: string; readonly scheme?: string }): string {
  return `${carrier.in} ${carrier.name}${carrier.scheme === undefined ? '' : ` ${carrier.scheme}`}`;
}

function rightsText({ rights, names }: CredentialKind): string {
  if (rights.length === 0) return 'holds no names';
  const whose = { own: 'its own', owner: "its owner's" };
  return `acts by ${rights.map((source) => whose[source]).join(' and ')} names: ${names.join(', ') || '(none declared)'}`;
}

function lifetimeText(lifetime: CredentialKind['lifetime']): string {
  if (lifetime === 'none') return 'until it is ended';
  return lifetime === 'optional' ? 'as long as set for each' : interval(lifetime);
}

function interval({ afterSeconds, withinSeconds }: Interval): string {
  return afterSeconds === withinSeconds ? `${afterSeconds} s` : `${afterSeconds} to ${withinSeconds} s`;
}

function moment(time: Interval): string {
  return time.withinSeconds === 0 ? 'at once' : `within ${interval(time)}`;
}

function describeTier(model: AuthModel, tier: Tier): string {
  const where =
    tier.operation ?? (tier.scheme === undefined ? 'every request' : `requests with ${tier.scheme}`);
  const methods = tier.methods === 'all' ? '' : ` (${tier.methods.join(', ')})`;
  const basis = (name: string) => {
    const found = basisOf(model, citationsOf(tier, name));
    return found === 'stated' ? '' : ` (${found})`;
  };
  const counts =
    tier.counts === 'all' && basis('counts') === '' ? '' : `, counting ${tier.counts}${basis('counts')}`;
  return `Tier ${tier.name}: ${where}${methods}, ${tier.limit} in ${tier.windowSeconds} s per ${tier.per.join(' and ')}, ${tier.algorithm}${basis('algorithm')}${counts}${tier.partitionKey ? ', told with its partition' : ''}.`;
}

function describeOperation(operation: Operation): string {
  const { key, verb, object, verbDeclared, console, relation, set, within, accepted } = operation;
  const reach = Object.entries(relation)
    .map(([role, terms]) => `${role === '*' ? '' : `${role}: `}${terms.join(' or ') || 'nothing'}`)
    .join('; ');
  const writes = Object.keys(set).length === 0 ? '' : ` writing ${JSON.stringify(set)}`;
  const ceiling = within === 'caller' ? ' with no more than the caller holds' : '';
  const told = accepted === undefined ? '' : `; accepted if the body fits ${JSON.stringify(accepted)}`;
  return `${key} is: ${verb} ${object}${writes}${ceiling}${verbDeclared ? '' : ' (inferred)'}${console ? ', in the console' : ''}; ${allowed(operation.security)}; reach ${reach}; success ${operation.success}; ${refusals(operation)}${told}.`;
}

/** Alternatives of one scheme that ask for one name each are told together. */
function allowed(security: readonly Requirement[]): string {
  if (security.length === 0) return 'allowed to everybody';
  const groups = new Map<string, string[]>();
  for (const requirement of security) {
    const entries = [...requirement];
    const [first] = entries;
    const isSimple = entries.length === 1 && first?.[1].length === 1;
    const group = isSimple ? `${first?.[0]} with ` : alternative(entries);
    groups.set(group, [...(groups.get(group) ?? []), ...(isSimple ? [first[1].join()] : [])]);
  }
  return `allowed to ${[...groups].map(([group, names]) => `${group}${names.join(' | ')}`).join(', or ')}`;
}

function alternative(entries: readonly (readonly [string, readonly string[]])[]): string {
  if (entries.length === 0) return 'everybody';
  const parts = entries.map(([scheme, names]) =>
    names.length === 0 ? scheme : `${scheme} with ${names.join(' and ')}`,
  );
  return parts.join(' together with ');
}

/** Only what the document declares: a kind that is answered like its parent is not told apart. */
function refusals(operation: Operation): string {
  const declared = [...operation.refusals.values()].filter(
    (refusal) => refusal.declared && isTelling(operation, refusal),
  );
  const byStatus = Map.groupBy(declared, ({ status }) => status);
  const texts = [...byStatus]
    .toSorted(([left], [right]) => left - right)
    .map(([status, list]) => `${status} to ${list.map(({ cause }) => cause).join(', ')}`);
  return texts.length === 0 ? 'declares no refusal' : `refuses with ${texts.join('; ')}`;
}

function isTelling(operation: Operation, { cause, status, named }: Refusal): boolean {
  const parent = parentOf(cause);
  if (parent !== undefined && operation.refusals.get(parent)?.status === status) return false;
  if (cause === 'wrong-login' || cause === 'login-blocked') return named || operation.verb === 'login';
  if (cause === 'minimum') return named || operation.verb === 'revoke' || operation.verb === 'delete';
  if (cause === 'maximum' || cause === 'duplicate')
    return named || operation.verb === 'issue' || operation.verb === 'create';
  return true;
}

function describeMatrix(model: AuthModel): readonly string[] {
  return model.matrix.map((row) => {
    const cells = [...row.cells.values()].flatMap((cell) => [...cell.values()]);
    const allows = cells.filter((cell) => cell.allowed).length;
    const certain = cells.filter((cell) => cell.basis === 'stated').length;
    return `Matrix ${row.path} × ${row.scheme}: ${allows} of ${cells.length} cells allowed, ${certain} stated${row.sequence === undefined ? '' : `, printed as ${row.sequence.length} cells`}.`;
  });
}

function signIn(login: readonly string[] | 'any'): string {
  if (login === 'any') return 'signs in by any way';
  return login.length === 0 ? 'cannot sign in' : `signs in by ${login.join(', ')}`;
}
