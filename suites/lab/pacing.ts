import type { AuthModel, Operation } from '../../spec/model.ts';
import { headerOf } from '../wire/message.ts';
import type { Sent } from './lab.ts';

/**
 * How long to wait after an unplanned 429: what `Retry-After` says (RFC 9110 §10.2.3), else the longest window of
 * the tiers that could apply, else a minute.
 */
export function secondsUntilRoom(model: AuthModel, operation: Operation, answer: Sent): number {
  const stated = headerOf(answer.headers, 'retry-after');
  if (stated !== undefined && /^\d+$/.test(stated)) return Math.max(1, Number(stated));
  const at = stated === undefined ? Number.NaN : Date.parse(stated);
  const now = answer.exchange.response?.dateMs;
  if (!Number.isNaN(at) && now !== undefined) return Math.max(1, Math.ceil((at - now) / 1000));
  const windows = model.tiers
    .filter((tier) => tier.on !== 'operation' || tier.operation === operation.key)
    .map((tier) => tier.windowSeconds);
  return Math.max(60, ...windows);
}
