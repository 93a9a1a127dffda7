import { groundsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import type { Citation, Operation, Tier } from '../../../spec/model.ts';
import { limitPlaces } from '../../judging/limit-fields.ts';
import type { View } from '../../judging/view.ts';
import { tierLabel, tiersOfRequest } from '../../predict/tiers.ts';

/** The tier that an exchange of a limit experiment is about. */
export function tierOf(view: View, exchange: Exchange): Tier | undefined {
  const label = String(exchange.detail['tier'] ?? exchange.case);
  return (
    view.model.tiers.find((tier) => tierLabel(tier) === label) ??
    view.model.tiers.find((tier) => exchange.case.startsWith(tierLabel(tier)))
  );
}

/** What the document cites for facts of a tier. */
export function tierGrounds(
  view: View,
  tier: Tier | undefined,
  ...names: readonly string[]
): readonly Citation[] {
  return tier === undefined ? [] : groundsOf(view.model, tier, ...names);
}

/** What the document cites for a limit field of an answer. */
export function fieldGrounds(
  view: View,
  exchange: Exchange,
  ...attributes: readonly string[]
): readonly Citation[] {
  const place = limitPlaces(view.operation(exchange), exchange.response?.status ?? 0).find(({ attribute }) =>
    attributes.includes(attribute),
  );
  return place === undefined ? [] : groundsOf(view.model, place);
}

/** Status with which an operation says that a limit is reached. */
export function limitedStatus(operation: Operation | undefined): number {
  return operation?.refusals.get('rate-limit')?.status ?? 429;
}

/**
 * Tiers whose counters the answer must have consulted: the request was well-formed, its credentials were as
 * documented and were not refused. Undefined where that cannot be told.
 */
export function consulted(view: View, exchange: Exchange): readonly Tier[] | undefined {
  const operation = view.operation(exchange);
  const status = exchange.response?.status;
  const strange =
    exchange.presented.some(({ form }) => form !== 'documented') || exchange.transport === 'raw';
  if (
    operation === undefined ||
    status === undefined ||
    status === 401 ||
    strange ||
    exchange.request.method !== operation.method
  )
    return undefined;
  const schemes = exchange.presented.map(({ scheme }) => scheme);
  const alternative = operation.security.find(
    (requirement) =>
      requirement.size === schemes.length && schemes.every((scheme) => requirement.has(scheme)),
  );
  const open = operation.security.length === 0 && schemes.length === 0;
  return alternative === undefined && !open ? undefined : tiersOfRequest(view.model, operation, schemes);
}

/** Groups of exchanges of one tier in one experiment, in order. */
export function byTier(
  view: View,
  experiment: string,
  step: string | readonly string[],
): readonly (readonly [Tier, readonly Exchange[]])[] {
  const groups = Map.groupBy(view.exchanges({ experiment, step }), (exchange) => tierOf(view, exchange));
  return [...groups].flatMap(([tier, exchanges]) => (tier === undefined ? [] : [[tier, exchanges] as const]));
}
