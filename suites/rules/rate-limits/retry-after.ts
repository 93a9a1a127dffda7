import { groundsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import type { AuthModel, Citation, Operation, Place } from '../../../spec/model.ts';
import type { View } from '../../judging/view.ts';
import { headersOf } from '../../wire/message.ts';
import { limitedStatus } from './limit-facts.ts';

/** Where an operation declares `Retry-After` on its answer to a reached limit. */
export function retryAfterPlace(operation: Operation | undefined): Place | undefined {
  const answer = operation?.responses.get(limitedStatus(operation));
  return answer?.places.find(({ at, in: site }) => site === 'header' && at.toLowerCase() === 'retry-after');
}

/** `true`, or why no answer declares the field. */
export function declaresRetryAfter(model: AuthModel): true | string {
  return (
    model.operations.some((operation) => retryAfterPlace(operation) !== undefined) ||
    'no answer of the document declares Retry-After'
  );
}

/** Seconds to wait: a number, or a date against `Date` of the same answer (RFC 9110 §10.2.3). */
export function waitOf(exchange: Exchange): number | undefined {
  const [value] = headersOf(exchange.response?.headers ?? [], 'retry-after');
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value);
  const at = Date.parse(value);
  const { dateMs } = exchange.response ?? {};
  return Number.isNaN(at) || dateMs === undefined ? undefined : (at - dateMs) / 1000;
}

export function retryAfterGrounds(view: View, exchange: Exchange): readonly Citation[] {
  const place = retryAfterPlace(view.operation(exchange));
  return place === undefined ? [] : groundsOf(view.model, place);
}

/** All answers that say that a limit is reached. */
export function limitedAnswers(view: View): readonly Exchange[] {
  return view.exchangeList.filter((exchange) => exchange.response?.status === 429);
}
