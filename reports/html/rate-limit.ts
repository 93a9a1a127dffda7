import { parseList } from 'structured-headers';
import type { Exchange, HeaderPair, HistoryEvent } from '../../spec/history.ts';
import type { AuthModel } from '../../spec/model.ts';

/** One answer that told, or enforced, a limit. */
export interface LimitPoint {
  readonly seq: number;
  readonly status: number;
  readonly remaining: number | undefined;
  readonly limit: number | undefined;
}

/** The answers to one credential in one experiment, in order. */
export interface LimitSeries {
  readonly experiment: string;
  readonly credential: string;
  readonly points: readonly LimitPoint[];
  readonly refused: number;
}

/** Lower-case names of the response headers in which the document puts `tier.*` attributes. */
interface LimitHeaders {
  readonly remaining: ReadonlySet<string>;
  readonly limit: ReadonlySet<string>;
  /** `RateLimit`-like lists of all tiers, with the parameter `r`. */
  readonly lists: ReadonlySet<string>;
}

/** Series with at least two answers that tell the remaining room; those with refusals and many answers first. */
export function limitSeries(model: AuthModel, events: readonly HistoryEvent[]): readonly LimitSeries[] {
  const headers = limitHeaders(model);
  const exchanges = events.filter((event) => event.kind === 'exchange');
  const groups = Map.groupBy(exchanges, (exchange) =>
    JSON.stringify([exchange.experiment, credentialOf(exchange)]),
  );
  return [...groups.values()]
    .flatMap((group) => {
      const points = group.flatMap((exchange) => pointOf(exchange, headers) ?? []);
      const first = group[0];
      if (first === undefined || points.filter((point) => point.remaining !== undefined).length < 2)
        return [];
      const refused = points.filter((point) => point.status === 429).length;
      return [{ experiment: first.experiment, credential: credentialOf(first), points, refused }];
    })
    .sort(
      (left, right) =>
        Number(right.refused > 0) - Number(left.refused > 0) || right.points.length - left.points.length,
    );
}

function credentialOf(exchange: Exchange): string {
  return (
    exchange.presented.map((presented) => presented.credential ?? presented.form).join(' + ') ||
    'no credential'
  );
}

function limitHeaders(model: AuthModel): LimitHeaders {
  const places = model.operations.flatMap((operation) =>
    [...operation.responses.values()].flatMap((answer) => answer.places),
  );
  const names = (attribute: string) =>
    new Set(
      places
        .filter((place) => place.in === 'header' && place.attribute === attribute)
        .map((place) => place.at.toLowerCase()),
    );
  return { remaining: names('tier.remaining'), limit: names('tier.limit'), lists: names('tiers') };
}

function pointOf(exchange: Exchange, headers: LimitHeaders): LimitPoint | undefined {
  const { response } = exchange;
  if (response === undefined) return undefined;
  const remaining =
    numberIn(response.headers, headers.remaining) ?? leastRemaining(response.headers, headers.lists);
  if (remaining === undefined && response.status !== 429) return undefined;
  return {
    seq: exchange.seq,
    status: response.status,
    remaining,
    limit: numberIn(response.headers, headers.limit),
  };
}

function numberIn(pairs: readonly HeaderPair[], names: ReadonlySet<string>): number | undefined {
  const value = pairs.find(([name]) => names.has(name.toLowerCase()))?.[1];
  return value !== undefined && /^\d{1,12}$/.test(value.trim()) ? Number(value) : undefined;
}

/** Of a `RateLimit` list (draft-ietf-httpapi-ratelimit-headers) the tier with least left. */
function leastRemaining(pairs: readonly HeaderPair[], names: ReadonlySet<string>): number | undefined {
  const value = pairs.find(([name]) => names.has(name.toLowerCase()))?.[1];
  if (value === undefined) return undefined;
  try {
    const rooms = parseList(value).map(([, parameters]) => parameters.get('r'));
    const numbers = rooms.filter((room) => typeof room === 'number');
    return numbers.length === 0 ? undefined : Math.min(...numbers);
  } catch {
    return undefined;
  }
}
