import type { AuthModel } from '../../spec/model.ts';
import { prepareGround } from '../control-client.ts';
import type { Experiment } from '../experiment.ts';
import { type Guard, Lab, type LabParts } from '../lab/lab.ts';
import { modelFor } from '../model-for.ts';
import { mayDestroy, type TargetConfig } from '../target.ts';
import { goesByAccounts, withAccountsIn } from './accounts.ts';
import { findIds } from './find-ids.ts';
import { changesOwnOnly, readsOnly } from './guard.ts';

/** Name in the history of what is found out before the experiments. */
const preparation = 'preparation';

/** What a run stands on: the document as the target is held to it, how to reach it, and what may be sent there. */
export class Footing {
  readonly #document: AuthModel;
  #model: AuthModel;
  #config: TargetConfig;
  #guard: Guard | undefined;
  #foreign: ReadonlySet<string> | undefined;
  #isPrepared = false;

  constructor(document: AuthModel, config: TargetConfig) {
    this.#document = document;
    this.#model = modelFor(document, config.overlay);
    this.#config = config;
  }

  get model(): AuthModel {
    return this.#model;
  }

  get config(): TargetConfig {
    return this.#config;
  }

  get guard(): Guard | undefined {
    return this.#guard;
  }

  /** Ids of a target without fixtures that were there before the experiment. */
  get foreign(): ReadonlySet<string> | undefined {
    return this.#foreign;
  }

  /**
   * Where a document and its target say nothing of accounts: the tester's are laid into the model, with ids of what can
   * be read. Where changes are opted in, what is changed was made for it, anew for each experiment.
   */
  async prepare(
    { id, applies }: Experiment,
    parts: Pick<LabParts, 'recorder' | 'taint' | 'budget' | 'made'>,
  ): Promise<void> {
    const mayChange = mayDestroy(this.#config, ['records']);
    if (!goesByAccounts(this.#document, this.#config) || (this.#isPrepared && !mayChange)) return;
    if (this.#isPrepared && applies(this.#model) !== true) return;
    this.#isPrepared = true;
    this.#layIn(new Map());
    this.#guard = mayChange ? undefined : readsOnly;
    const lab = new Lab({
      ...parts,
      model: this.#model,
      // What is made for an experiment is removed with what it makes.
      experiment: mayChange ? id : preparation,
      ground: await prepareGround(this.#config, preparation),
      config: this.#config,
      ...(this.#guard === undefined ? {} : { guard: this.#guard }),
    });
    const { ids, foreign } = await findIds(lab, mayChange);
    this.#foreign = foreign;
    if (mayChange) this.#guard = changesOwnOnly(foreign);
    this.#layIn(ids);
  }

  #layIn(ids: ReadonlyMap<string, string>): void {
    this.#config = withAccountsIn(this.#document, this.#config, ids);
    this.#model = modelFor(this.#document, this.#config.overlay);
  }
}
