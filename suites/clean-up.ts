import { TargetError } from '../spec/errors.ts';
import type { AuthModel } from '../spec/model.ts';
import type { MadeSummary } from '../spec/run.ts';
import { goesByAccounts, withAccountsIn } from './bare/accounts.ts';
import { prepareGround } from './control-client.ts';
import { loadHooks } from './hooks-run/caller.ts';
import { ceilingOf, RequestBudget } from './lab/budget.ts';
import type { Journal, MadeEntry, MadeUpdate } from './lab/journal.ts';
import { Lab } from './lab/lab.ts';
import { type MadeObject, MadeObjects } from './lab/made-objects.ts';
import { summaryOf } from './lab/made-summary.ts';
import { removeMade } from './lab/remove-made.ts';
import { modelFor } from './model-for.ts';
import type { TargetConfig } from './target.ts';
import { registerSecrets } from './target-secrets.ts';
import { Recorder } from './wire/recorder.ts';
import { Taint } from './wire/taint.ts';

export interface CleanUpParts {
  readonly entries: readonly MadeEntry[];
  readonly updates: readonly MadeUpdate[];
  /** Where it goes on to be written down what is gone, and what is made meanwhile. */
  readonly journal: Journal;
  readonly stopped?: () => boolean;
}

/**
 * Removes what an earlier run made and left, going by its journal.
 * @throws TargetError if the target cannot be prepared
 */
export async function cleanUp(
  model: AuthModel,
  given: TargetConfig,
  { entries, updates, journal, stopped }: CleanUpParts,
): Promise<MadeSummary> {
  const config = goesByAccounts(model, given) ? withAccountsIn(model, given, new Map()) : given;
  const taint = new Taint();
  registerSecrets(taint, model, config);
  const made = new MadeObjects(
    journal,
    entries.flatMap((entry) => restored(model, entry, updates)),
  );
  const unknown = entries.filter(
    ({ operation, kind }) => kind === undefined && !model.operations.some(({ key }) => key === operation),
  );
  const hooks = config.hooks === undefined ? undefined : await loadHooks(config.hooks);
  const withoutSecrets = (error: unknown): never => {
    throw new TargetError(taint.clean(error instanceof Error ? error.message : String(error)));
  };
  const ground = await prepareGround(config, 'clean-up', hooks).catch(withoutSecrets);
  const lab = new Lab({
    model: modelFor(model, config.overlay),
    experiment: 'clean-up',
    ground,
    hooks,
    config,
    recorder: new Recorder(taint),
    taint,
    budget: new RequestBudget({ ceiling: ceilingOf(config), ...(stopped === undefined ? {} : { stopped }) }),
    made,
  });
  const before = made.open();
  const reasons = await removeMade(lab, before);
  await ground.release().catch(withoutSecrets);
  const own = summaryOf([...before, ...made.open('clean-up')], reasons);
  const lost = unknown.map(({ operation }) => ({
    what: `something made by ${operation}`,
    reason: 'the document has no such operation any more',
  }));
  return {
    count: own.count + lost.length,
    removed: own.removed,
    left: [...own.left, ...lost].map(({ what, reason }) => ({ what: taint.clean(what), reason })),
  };
}

/** An entry as its last line left it. */
function restored(model: AuthModel, entry: MadeEntry, updates: readonly MadeUpdate[]): readonly MadeObject[] {
  const operation = model.operations.find(({ key }) => key === entry.operation);
  const about =
    entry.kind === undefined ? operation : { object: entry.kind, objectKind: 'credential' as const };
  if (about === undefined) return [];
  const own = updates.filter(({ n }) => n === entry.n);
  const last = own.at(-1);
  const state =
    last === undefined
      ? 'pending'
      : last.removed === true
        ? 'removed'
        : last.made === true
          ? 'made'
          : 'not-made';
  const { object, objectKind } = about;
  const told = (key: 'id' | 'owner' | 'tenant') => own.findLast((update) => update[key] !== undefined)?.[key];
  const [id, owner, tenant] = [told('id'), told('owner'), told('tenant')];
  const known = {
    ...(id === undefined ? {} : { id }),
    ...(owner === undefined ? {} : { owner }),
    ...(tenant === undefined ? {} : { tenant }),
  };
  return [{ ...entry, object, objectKind, state, ...known }];
}
