import type { AuthModel, CredentialKind, Operation, SecurityScheme } from '../../spec/model.ts';
import { actorsFor } from './actor.ts';
import type { BuiltRequest } from './build-request.ts';
import { type Held, Lacking } from './held.ts';
import type { Lab } from './lab.ts';
import type { Presentation } from './present.ts';

/** One cheap readable operation on which a security scheme can be tried in any form. */
export interface Anchor {
  readonly scheme: SecurityScheme;
  readonly kind: CredentialKind;
  readonly operation: Operation;
}

/** For every security scheme that some GET needs, the cheapest such GET: without path parameters, of records, not a console's. */
export function anchorsOf(model: AuthModel): readonly Anchor[] {
  return [...model.schemes.values()].flatMap((scheme) => {
    const kind = model.credentials.get(scheme.credential);
    const operations = model.operations.filter((operation) => operation.method === 'GET' && needs(operation, scheme.name));
    const [operation] = operations.sort((a, b) => cost(a, scheme.name) - cost(b, scheme.name));
    return kind === undefined || operation === undefined ? [] : [{ scheme, kind, operation }];
  });
}

/** Is a credential needed, and is this scheme one way? */
function needs(operation: Operation, scheme: string): boolean {
  return isProtected(operation) && operation.security.some((requirement) => requirement.has(scheme));
}

/** Does every alternative of its `security` ask for a credential? */
export function isProtected(operation: Operation): boolean {
  return operation.security.length > 0 && operation.security.every((requirement) => requirement.size > 0);
}

function cost(operation: Operation, scheme: string): number {
  const alone = operation.security.some((requirement) => requirement.size === 1 && requirement.has(scheme));
  const parameters = operation.path.split('{').length - 1;
  return (alone ? 0 : 100) + parameters * 10 + (operation.console ? 5 : 0) + (operation.objectKind === 'record' ? 0 : 2) + (operation.verb === 'list' ? 0 : 1);
}

/** An anchor with somebody who may call it. */
export interface Stand {
  readonly anchor: Anchor;
  readonly request: BuiltRequest;
  readonly held: Held;
  /** The credential as documented. */
  readonly good: Presentation;
  /** Those of other schemes that the operation needs besides. */
  readonly others: readonly Presentation[];
  readonly user: string | undefined;
  readonly tenant: string | undefined;
}

/** @throws Lacking if nobody may call the anchor */
export async function standAt(lab: Lab, anchor: Anchor, tenant?: string): Promise<Stand> {
  const actor = await actorsFor(lab, anchor.operation, { scheme: anchor.scheme.name, tenant });
  const index = actor.present.findIndex((one) => one.presented.scheme === anchor.scheme.name);
  const held = actor.held[index];
  const good = actor.present[index];
  if (held === undefined || good === undefined) throw new Lacking(`nobody holds a ${anchor.kind.name} for ${anchor.operation.key}`);
  const request = lab.build(anchor.operation, { values: { 'record.tenant': actor.tenant, 'user.id': actor.user } });
  return { anchor, request, held, good, others: actor.present.filter((one) => one !== good), user: actor.user, tenant: actor.tenant };
}

/** Runs once per anchor; what one lacks is noted with the scheme's name and does not stop the others. */
export async function atEachAnchor(lab: Lab, anchors: readonly Anchor[], work: (stand: Stand) => Promise<void>): Promise<void> {
  for (const anchor of anchors) {
    try {
      await work(await standAt(lab, anchor));
    } catch (error) {
      if (!(error instanceof Lacking)) throw error;
      lab.lacking(anchor.scheme.name, error.message);
    }
  }
}
