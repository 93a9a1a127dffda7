import type { Anchor } from '../predict/anchors.ts';
import { actorsFor } from './actor.ts';
import type { BuiltRequest } from './build-request.ts';
import { type Held, Lacking } from './held.ts';
import type { Lab } from './lab.ts';
import type { Presentation } from './present.ts';

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
export async function standAt(
  lab: Lab,
  anchor: Anchor,
  who: { readonly tenant?: string | undefined; readonly user?: string | undefined } = {},
): Promise<Stand> {
  const actor = await actorsFor(lab, anchor.operation, { scheme: anchor.scheme.name, ...who });
  const index = actor.present.findIndex((one) => one.presented.scheme === anchor.scheme.name);
  const held = actor.held[index];
  const good = actor.present[index];
  if (held === undefined || good === undefined)
    throw new Lacking(`nobody holds a ${anchor.kind.name} for ${anchor.operation.key}`);
  const request = lab.build(anchor.operation, {
    values: { 'record.tenant': actor.tenant, 'user.id': actor.user },
  });
  return {
    anchor,
    request,
    held,
    good,
    others: actor.present.filter((one) => one !== good),
    user: actor.user,
    tenant: actor.tenant,
  };
}

/** Runs once per anchor; what one lacks is noted with the scheme's name and does not stop the others. */
export async function atEachAnchor(
  lab: Lab,
  anchors: readonly Anchor[],
  work: (stand: Stand) => Promise<void>,
): Promise<void> {
  for (const anchor of anchors) {
    try {
      await work(await standAt(lab, anchor));
    } catch (error) {
      if (!(error instanceof Lacking)) throw error;
      lab.lacking(anchor.scheme.name, error);
    }
  }
}
