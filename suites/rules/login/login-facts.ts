import { groundsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import type { AuthModel, Cause, Citation, Operation } from '../../../spec/model.ts';
import { succeeded } from '../../judging/findings.ts';
import { readAttribute, readText } from '../../lab/read-answer.ts';

/** Statuses with which an operation answers any of the causes, without repeats. */
export function statusesOf(operation: Operation | undefined, ...causes: readonly Cause[]): readonly number[] {
  return [...new Set(causes.map((cause) => operation?.refusals.get(cause)?.status ?? 401))];
}

/** What the document cites for the answer to a cause. */
export function refusalGrounds(
  model: AuthModel,
  operation: Operation | undefined,
  cause: Cause,
): readonly Citation[] {
  const refusal = operation?.refusals.get(cause);
  return refusal === undefined ? [] : groundsOf(model, refusal);
}

/** Client errors that refuse without being a limit. */
export const anyRefusal: readonly number[] = Array.from({ length: 51 }, (_, index) => 400 + index).filter(
  (status) => status !== 429,
);

/** Does a successful answer hold a secret of the kind? Secrets stand in a history as aliases. */
export function givesSecret(model: AuthModel, operation: Operation | undefined, exchange: Exchange): boolean {
  if (operation === undefined || exchange.response === undefined || !succeeded(exchange)) return false;
  const answer = { ...exchange.response };
  return [...model.credentials.keys()].some(
    (kind) => readText(model, operation, answer, `${kind}.secret`) !== undefined,
  );
}

/** All values of an attribute in an answer, as texts. */
export function told(
  model: AuthModel,
  operation: Operation,
  exchange: Exchange,
  attribute: string,
): readonly string[] {
  if (exchange.response === undefined) return [];
  return readAttribute(model, operation, exchange.response, attribute).flat().map(String);
}

/** Does any text of an answer hold an alias of a credential that was issued by it? For answers that should give none. */
export function holdsToken(exchange: Exchange): boolean {
  return /⟦(?!password|unlisted)[^⟧#]+#[^⟧ ]+⟧/.test(exchange.response?.body ?? '');
}
