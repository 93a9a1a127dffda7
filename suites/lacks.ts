import type { History } from '../spec/history.ts';
import type { AuthModel } from '../spec/model.ts';
import type { RuleResult } from '../spec/outcome.ts';
import { type Lack, lacksOf } from '../spec/overlay.ts';
import type { Excuse } from '../spec/run.ts';

/** The rules that could not be judged in full for declared reasons only, by reason. */
export function excusesOf(rules: readonly RuleResult[]): readonly Excuse[] {
  const byReason = new Map<string, string[]>();
  for (const { rule, verdicts } of rules) {
    const untestable = verdicts.filter(({ outcome }) => outcome === 'untestable');
    const [first] = untestable;
    if (first?.excused === undefined || untestable.some(({ excused }) => excused === undefined)) continue;
    byReason.set(first.excused, [...(byReason.get(first.excused) ?? []), rule]);
  }
  return [...byReason].map(([reason, names]) => ({ reason, rules: names }));
}

/** Declared lacks that are none: the run made use of the means. One line each. */
export function staleLacks(model: AuthModel, history: Pick<History, 'events' | 'target'>): readonly string[] {
  return lacksOf(history.target.overlay).flatMap(({ capability, reason }) => {
    const used = useOf(capability, model, history);
    return used === undefined
      ? []
      : [`the target is said to lack ${capability} ("${reason}"), but ${used}: take it out of lacks`];
  });
}

function useOf(
  capability: Lack['capability'],
  model: AuthModel,
  { events }: Pick<History, 'events'>,
): string | undefined {
  const issued = (how: string): boolean =>
    events.some((event) => event.kind === 'fact' && event.fact === 'issued' && event.how === how);
  switch (capability) {
    case 'clock':
      return events.some((event) => event.kind === 'fact' && event.fact === 'clock' && event.rung === 'hook')
        ? 'its clock was moved'
        : undefined;
    case 'assertions':
      return issued('assertion') ? 'assertions were made' : undefined;
    case 'console': {
      const consoles = new Set(model.operations.filter((one) => one.console).map(({ key }) => key));
      return events.some(
        (event) =>
          event.kind === 'exchange' &&
          event.transport !== 'hook' &&
          consoles.has(event.operation ?? '') &&
          event.response !== undefined,
      )
        ? 'its console answered'
        : undefined;
    }
    default:
      return undefined;
  }
}
