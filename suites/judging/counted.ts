import type { Exchange } from '../../spec/history.ts';
import type { CredentialKind } from '../../spec/model.ts';
import { entriesOf } from './entries.ts';
import { succeeded } from './findings.ts';
import { partialList } from './lists.ts';
import type { View } from './view.ts';

const experiment = 'key-maximum';

/** How many credentials a list showed, and how many it should. */
export interface Counted {
  readonly exchange: Exchange;
  readonly count: number;
  /** Undefined where the ground is shared and no earlier list of the run tells what was there before. */
  readonly expected: number | undefined;
  /** Why a smaller count proves nothing, if so. */
  readonly partial: string | undefined;
}

/**
 * The count of a step at which a kind should have reached its maximum. On a ground of its own that is the maximum;
 * where the ground may be shared it is what the step `since` showed, with what the run issued and revoked in between.
 * `made` are the steps that issue.
 */
export function countedAt(
  view: View,
  kind: CredentialKind,
  step: string,
  since: string,
  made: readonly string[],
): Counted | undefined {
  const listed = (at: string) => {
    const exchange = view.exchanges({ experiment, step: at, case: kind.name }).find(succeeded);
    const operation = exchange === undefined ? undefined : view.operation(exchange);
    return exchange === undefined || operation === undefined
      ? undefined
      : {
          exchange,
          count: entriesOf(operation, exchange).length,
          partial: partialList(operation, exchange),
        };
  };
  const now = listed(step);
  if (now === undefined) return undefined;
  if (view.history.target.control) return { ...now, expected: kind.count.max };
  const before = listed(since);
  if (before === undefined || before.partial !== undefined) return { ...now, expected: undefined };
  const between = ({ seq }: { readonly seq: number }) => seq > before.exchange.seq && seq < now.exchange.seq;
  const issued = view
    .exchanges({ experiment, step: made })
    .filter((one) => between(one) && succeeded(one) && view.operation(one)?.object === kind.name);
  const ofKind = (credential: string) => view.issued(credential, experiment)?.type === kind.name;
  const ended = view
    .facts('ended', experiment)
    .filter((fact) => between(fact) && fact.cause === 'revoke' && ofKind(fact.credential));
  return { ...now, expected: before.count + issued.length - ended.length };
}
