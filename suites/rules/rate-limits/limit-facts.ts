import { groundsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import type { AuthModel, Citation, Operation, Tier } from '../../../spec/model.ts';
import { limitFieldsOf, limitPlaces, type ToldLimit } from '../../judging/limit-fields.ts';
import type { View } from '../../judging/view.ts';
import { hasTiers, tierLabel, tiersOfRequest } from '../../predict/tiers.ts';

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

/** May the tier count this request, by its method and what it carries? */
export function isCountedBy(view: View, tier: Tier, exchange: Exchange): boolean {
  return consulted(view, exchange)?.includes(tier) ?? true;
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

/** One voice of an answer about a limit: a family of fields, the item of a tier, or the one limit of draft 7. */
export interface Voice {
  readonly source: string;
  readonly told: ToldLimit;
}

/** Everything in an answer that may tell of a tier, each voice by itself; Retry-After has rules of its own. */
export function voicesOf(view: View, tier: Tier, exchange: Exchange): readonly Voice[] {
  const { families, structured } = limitFieldsOf(view.operation(exchange), exchange);
  const plain = families
    .filter(({ name }) => name !== 'retry-after')
    .map(({ name, told }): Voice => ({ source: name, told }));
  const items = structured
    .filter(({ name, remaining }) => name === tier.name || (name === undefined && remaining !== undefined))
    .map((told): Voice => ({ source: told.name === undefined ? 'one item' : 'item', told }));
  return [...plain, ...items];
}

/** The sources of voices in some answers, in order of first appearance. */
export function sourcesOf(view: View, tier: Tier, exchanges: readonly Exchange[]): readonly string[] {
  return [
    ...new Set(exchanges.flatMap((exchange) => voicesOf(view, tier, exchange).map(({ source }) => source))),
  ];
}

export function voiceOf(view: View, tier: Tier, exchange: Exchange, source: string): ToldLimit | undefined {
  return voicesOf(view, tier, exchange).find((voice) => voice.source === source)?.told;
}

/** Is it about this tier, as far as it says? */
export function isAbout(told: ToldLimit, tier: Tier): boolean {
  return told.name === undefined
    ? told.limit === undefined || told.limit === tier.limit
    : told.name === tier.name;
}

/** When the reset comes by what was told, in epoch milliseconds of the target. */
export function resetMs(told: ToldLimit | undefined, exchange: Exchange): number | undefined {
  const { dateMs } = exchange.response ?? {};
  if (told?.resetAtMs !== undefined) return told.resetAtMs;
  return told?.resetInSeconds === undefined || dateMs === undefined
    ? undefined
    : dateMs + told.resetInSeconds * 1000;
}

/** Does some answer tell of the reset, elsewhere than in Retry-After? `true`, or why there is nothing to check. */
export function tellsReset(model: AuthModel): true | string {
  if (hasTiers(model) !== true) return hasTiers(model);
  const told = model.operations.some(({ responses }) =>
    [...responses.values()].some(({ places }) =>
      places.some(
        ({ in: site, at, attribute }) =>
          site === 'header' &&
          at.toLowerCase() !== 'retry-after' &&
          ['tier.resetAt', 'tier.resetIn', 'tiers'].includes(attribute),
      ),
    ),
  );
  return told || 'no answer of the document tells of a reset';
}
