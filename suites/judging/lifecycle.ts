import { citationsOf } from '../../spec/facts.ts';
import type { Exchange } from '../../spec/history.ts';
import type { AuthModel, Cause, Citation, CredentialKind, Operation, Place } from '../../spec/model.ts';
import type { Finding } from '../rule.ts';
import { acceptance, denial } from './findings.ts';
import type { View } from './view.ts';

/** The kind of credential that an exchange presented. */
export function kindOf(view: View, exchange: Exchange): CredentialKind | undefined {
  const [shown] = exchange.presented;
  const type =
    view.issued(shown?.credential, exchange.experiment)?.type ??
    view.model.schemes.get(shown?.scheme ?? '')?.credential;
  return type === undefined ? undefined : view.model.credentials.get(type);
}

/** Citations of a kind's fact, for the kind that an exchange presented. */
export function kindGrounds(
  view: View,
  exchange: Exchange,
  ...facts: readonly string[]
): readonly Citation[] {
  const kind = kindOf(view, exchange);
  return kind === undefined ? [] : citationsOf(kind, ...facts);
}

/** Citations of the operation that an experiment names in `detail`. */
export function operationGrounds(
  view: View,
  exchange: Exchange,
  detail: string,
  ...facts: readonly string[]
): readonly Citation[] {
  const operation = view.model.operations.find(({ key }) => key === exchange.detail[detail]);
  return operation === undefined ? [] : citationsOf(operation, ...facts);
}

/** Statuses by which a credential that no longer counts may be refused: the declared one, 401 or 403. */
export function refusalsOf(view: View, probe: Exchange, cause: Cause): readonly number[] {
  const declared = view.operation(probe)?.refusals.get(cause)?.status ?? 401;
  return [...new Set([declared, 401, 403])];
}

/** Every probe of some steps must be refused; each needs its positive control. */
export function allRefused(
  view: View,
  experiment: string,
  steps: readonly string[],
  cause: Cause,
  grounds: (probe: Exchange) => readonly Citation[],
): readonly Finding[] {
  return view.exchanges({ experiment, step: steps }).map((probe) =>
    denial(view, probe, {
      statuses: refusalsOf(view, probe, cause),
      grounds: grounds(probe),
      case: stepCase(probe, steps),
    }),
  );
}

/**
 * As `allRefused`, by the declared status alone: where the owner is gone too, a refusal for want of a right would not
 * tell whether the credential has ended.
 */
export function allEnded(
  view: View,
  experiment: string,
  steps: readonly string[],
  grounds: (probe: Exchange) => readonly Citation[],
): readonly Finding[] {
  return view.exchanges({ experiment, step: steps }).map((probe) =>
    denial(view, probe, {
      statuses: [view.operation(probe)?.refusals.get('revoked')?.status ?? 401],
      grounds: grounds(probe),
      case: stepCase(probe, steps),
    }),
  );
}

/**
 * Credentials of the target file that ended before the run must be refused. That they ever worked nobody has seen, and
 * the finding says so.
 */
export function endedBefore(
  view: View,
  state: 'revoked' | 'expired' | 'disabled',
  fact: string,
): readonly Finding[] {
  return allRefused(view, 'ended-credentials', [`ended-${state}`], state, (probe) =>
    kindGrounds(view, probe, fact),
  ).map((one) => ({
    ...one,
    observed: `${one.observed}; that it worked before only the target file says`,
  }));
}

/** Every probe of some steps must be accepted. */
export function allAccepted(
  view: View,
  experiment: string,
  steps: readonly string[],
  grounds: (probe: Exchange) => readonly Citation[],
): readonly Finding[] {
  return view
    .exchanges({ experiment, step: steps })
    .map((probe) => acceptance(probe, { case: stepCase(probe, steps), grounds: grounds(probe) }));
}

/** Cases of several steps are told apart by the step. */
export function stepCase(probe: Exchange, steps: readonly string[]): string {
  return steps.length === 1 ? probe.case : `${probe.step}: ${probe.case}`;
}

/** Places in successful answers of a set of operations that hold an attribute. */
export function answerPlaces(model: AuthModel, keys: readonly string[], attribute: string): readonly Place[] {
  return model.operations
    .filter(({ key }) => keys.includes(key))
    .flatMap((operation) => [...operation.responses.values()].filter(({ status }) => status < 300))
    .flatMap(({ places }) => places)
    .filter((place) => place.attribute === attribute);
}

/** Operations of a verb that show an attribute of their object. */
export function showing(model: AuthModel, verb: Operation['verb'], attribute: string): readonly Operation[] {
  return model.operations.filter(
    (operation) =>
      operation.verb === verb &&
      operation.objectKind === 'credential' &&
      answerPlaces(model, [operation.key], `${operation.object}.${attribute}`).length > 0,
  );
}
