import type { Note } from '../../spec/history.ts';
import type { AuthModel } from '../../spec/model.ts';
import { lackOf } from '../../spec/overlay.ts';
import { meansInsteadOf } from '../lab/means.ts';
import type { Rule } from '../rule.ts';
import type { View } from './view.ts';

/** The declared reason why a means is lacking. */
export function excuseOf(view: View, note: Note): { readonly excused?: string } {
  const lack = lackOf(view.history.target.overlay, note.means);
  return lack === undefined ? {} : { excused: lack.reason };
}

/** Why nothing was sent, if each means that the experiments of the rule lacked is declared to be lacking. */
export function excuseOfAll(view: View, rule: Rule): { readonly excused?: string } {
  const excuses = rule.experiments
    .flatMap((id) => view.notes('lacking', id))
    .map((note) => excuseOf(view, note));
  return excuses.every(({ excused }) => excused !== undefined) ? (excuses[0] ?? {}) : {};
}

/**
 * Why a rule found no case at all: for it would not even apply to a document without the operations that are declared to
 * be lacking.
 */
export function excuseOfAbsence(view: View, rule: Rule): string | undefined {
  const { model } = view;
  const { overlay } = view.history.target;
  const lacking = model.operations.flatMap((operation) => {
    const lack = lackOf(overlay, meansInsteadOf(operation));
    return lack === undefined ? [] : [{ key: operation.key, reason: lack.reason }];
  });
  const [first] = lacking;
  if (first === undefined) return undefined;
  const rest = without(model, new Set(lacking.map(({ key }) => key)));
  return rule.applies(rest) === true ? undefined : first.reason;
}

function without(model: AuthModel, keys: ReadonlySet<string>): AuthModel {
  const there = (key: string): boolean => !keys.has(key);
  return {
    ...model,
    operations: model.operations.filter(({ key }) => there(key)),
    credentials: new Map(
      [...model.credentials].map(([name, kind]) => [
        name,
        {
          ...kind,
          displayedBy: kind.displayedBy.filter(there),
          valueDisplayedBy: kind.valueDisplayedBy.filter(there),
        },
      ]),
    ),
  };
}
