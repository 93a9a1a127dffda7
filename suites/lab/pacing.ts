import type { AuthModel, Operation } from '../../spec/model.ts';
import { headerOf } from '../wire/message.ts';
import { Lacking } from './held.ts';
import type { Sent } from './lab.ts';

/** No window is longer: who is told to wait for more has been told nothing. */
const longestWaitSeconds = 86_400;

/**
 * How long to wait after an unplanned 429: what `Retry-After` says (RFC 9110 §10.2.3), else the longest window of
 * the tiers that could apply, else a minute.
 * @throws Lacking if the target says more than a day, and more than any window of its document
 */
export function secondsUntilRoom(model: AuthModel, operation: Operation, answer: Sent): number {
  const windows = model.tiers
    .filter((tier) => tier.on !== 'operation' || tier.operation === operation.key)
    .map((tier) => tier.windowSeconds);
  const stated = statedSeconds(answer);
  if (stated === undefined) return Math.max(60, ...windows);
  if (stated > Math.max(longestWaitSeconds, ...windows))
    throw new Lacking(`rate limited, and the target says to wait ${stated} s: ${operation.key}`);
  return Math.max(1, stated);
}

/** What `Retry-After` says. */
export function statedSeconds(answer: Sent): number | undefined {
  const stated = headerOf(answer.headers, 'retry-after')?.trim();
  if (stated === undefined) return undefined;
  if (/^\d{1,15}$/.test(stated)) return Number(stated);
  // A date begins with the name of its day; `Date.parse` alone would also take `-5` for one.
  const at = /^[A-Z][a-z]{2,8},? /.test(stated) ? Date.parse(stated) : Number.NaN;
  const now = answer.exchange.response?.dateMs;
  return Number.isNaN(at) || now === undefined ? undefined : Math.ceil((at - now) / 1000);
}
