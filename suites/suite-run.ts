import type { History } from '../spec/history.ts';
import type { AuthModel } from '../spec/model.ts';
import type { Capability } from '../spec/overlay.ts';
import type { ExperimentResult, RunResult } from '../spec/run.ts';
import { Footing } from './bare/footing.ts';
import { type ConclusionParts, conclude } from './conclude.ts';
import { ControlSilence, prepareGround } from './control-client.ts';
import type { Experiment } from './experiment.ts';
import { type HookCaller, loadHooks } from './hooks-run/caller.ts';
import { ceilingOf, RequestBudget } from './lab/budget.ts';
import { Lacking } from './lab/held.ts';
import type { Journal } from './lab/journal.ts';
import { Lab } from './lab/lab.ts';
import { MadeObjects } from './lab/made-objects.ts';
import { summaryOf } from './lab/made-summary.ts';
import { removeMade } from './lab/remove-made.ts';
import { countingTiers, tierLabel } from './predict/tiers.ts';
import { mayDestroy, type TargetConfig } from './target.ts';
import { registerSecrets } from './target-secrets.ts';
import { Recorder } from './wire/recorder.ts';
import { Taint } from './wire/taint.ts';

const mostSilences = 3;

export interface RunParts {
  /** Did somebody stop the run? */
  readonly stopped?: () => boolean;
  /** Where what is made on a target that others share is written down. */
  readonly journal?: Journal;
}

/** One run of the suite on one target: experiments first, each on its own ground, then the judgement. */
export class SuiteRun {
  readonly #document: AuthModel;
  readonly #footing: Footing;
  readonly #taint = new Taint();
  readonly #recorder = new Recorder(this.#taint);
  readonly #results: ExperimentResult[] = [];
  readonly #started = performance.now();
  #silences = 0;
  #hooks: Promise<HookCaller> | undefined;

  readonly #budget: RequestBudget;
  readonly #made: MadeObjects;
  /** Why something that was made is still there, by its number. */
  readonly #left = new Map<number, string>();

  constructor(model: AuthModel, config: TargetConfig, { stopped, journal }: RunParts = {}) {
    this.#document = model;
    this.#footing = new Footing(model, config);
    registerSecrets(this.#taint, model, config);
    this.#budget = new RequestBudget({
      ceiling: ceilingOf(config),
      ...(stopped === undefined ? {} : { stopped }),
    });
    this.#made = new MadeObjects(journal);
  }

  /** Runs one experiment. Never throws: what goes wrong is in the result and in the history. */
  async runExperiment(experiment: Experiment): Promise<ExperimentResult> {
    const obstacle = await this.#prepare(experiment);
    if (obstacle !== undefined) {
      this.#recorder.note({ experiment: experiment.id, note: 'broke', about: '', message: obstacle });
      return this.#keep(experiment, 'broke', obstacle, 0, 0);
    }
    const { model, config, guard, foreign } = this.#footing;
    const applies = experiment.applies(model);
    if (applies !== true) return this.#keep(experiment, 'not-applicable', applies, 0, 0);
    const start = performance.now();
    const { id } = experiment;
    if (this.#recorder.stopped !== undefined) {
      this.#recorder.note({ experiment: id, note: 'broke', about: '', message: this.#recorder.stopped });
      return this.#keep(experiment, 'broke', this.#taint.clean(this.#recorder.stopped), 0, 0);
    }
    const note = (
      kind: 'lacking' | 'broke' | 'started' | 'finished',
      message: string,
      means: readonly Capability[] = [],
    ) =>
      this.#recorder.note({
        experiment: id,
        note: kind,
        about: '',
        message,
        ...(means.length === 0 ? {} : { means }),
      });
    note('started', experiment.purpose);
    let lab: Lab | undefined;
    let state: ExperimentResult['state'] = 'finished';
    let message = '';
    try {
      this.#budget.check();
      const hooks = await this.#loadHooks();
      const ground = await prepareGround(config, id, hooks);
      for (const { kind, secret } of ground.credentials) this.#taint.aliasFor(kind, secret, id);
      lab = new Lab({
        model,
        experiment: id,
        ground,
        hooks,
        config,
        recorder: this.#recorder,
        taint: this.#taint,
        ...(guard === undefined ? {} : { guard }),
        budget: this.#budget,
        ...(ground.shared ? { made: this.#made } : {}),
        ...(foreign === undefined ? {} : { foreign }),
      });
      const harm = experiment.destructive;
      if (harm !== false && ground.shared && !mayDestroy(config, harm)) {
        const what = harm === true ? '' : ` of ${harm.join(' and ')}`;
        throw new Lacking(
          `destructive${what}, and nothing isolates this target: opt in with --destructive`,
          'isolation',
        );
      }
      this.#refuseTooSlow(experiment);
      await experiment.run(lab);
      note('finished', '');
    } catch (error) {
      state = error instanceof Lacking ? 'lacking' : 'broke';
      message = this.#taint.clean(error instanceof Error ? error.message : String(error));
      note(state, message, error instanceof Lacking ? error.means : []);
      this.#countSilence(error);
    }
    if (lab !== undefined) await this.#cleanUp(lab);
    await lab?.ground.release().catch((error: unknown) => note('finished', `not released: ${String(error)}`));
    return this.#keep(experiment, state, message, lab?.requests ?? 0, performance.now() - start);
  }

  /** What is in the way of this experiment, or undefined. */
  #prepare(experiment: Experiment): Promise<string | undefined> {
    if (this.#recorder.stopped !== undefined) return Promise.resolve(undefined);
    return this.#footing
      .prepare(experiment, {
        recorder: this.#recorder,
        taint: this.#taint,
        budget: this.#budget,
        made: this.#made,
      })
      .then(
        () => undefined,
        (error: unknown) => this.#taint.clean(error instanceof Error ? error.message : String(error)),
      );
  }

  /** Removes what the experiment made; what cannot be removed is told with the run. */
  async #cleanUp(lab: Lab): Promise<void> {
    const open = this.#made.open(lab.experiment);
    if (open.length === 0) return;
    await this.#budget.cleaningUp(async () => {
      for (const [n, reason] of await removeMade(lab, open)) this.#left.set(n, reason);
    });
  }

  /** @throws Lacking if an experiment would fill a limit, and the ceiling does not let it */
  #refuseTooSlow({ destructive }: Experiment): void {
    if (typeof destructive === 'boolean' || !destructive.includes('limits')) return;
    const tier = countingTiers(this.#footing.model).find(
      ({ limit, windowSeconds }) => !this.#budget.reaches(limit + 1, windowSeconds),
    );
    if (tier !== undefined)
      throw new Lacking(
        `the ceiling of ${this.#budget.ceiling.perSecond} requests per second is too low to fill ${tierLabel(tier)} (${tier.limit} in ${tier.windowSeconds} s)`,
      );
  }

  /** A control plane that is silent again and again will not talk to the next experiment either. */
  #countSilence(error: unknown): void {
    if (!(error instanceof ControlSilence)) return;
    this.#silences += 1;
    if (this.#silences >= mostSilences) this.#recorder.stop(error.message);
  }

  #loadHooks(): Promise<HookCaller> | undefined {
    const { hooks } = this.#footing.config;
    if (hooks !== undefined) this.#hooks ??= loadHooks(hooks);
    return this.#hooks;
  }

  /** Everything so far, without secrets. */
  seal(): History {
    const { cutShort } = this.#budget;
    const { stopped } = this.#recorder;
    const { model, config } = this.#footing;
    return this.#recorder.seal({
      ...(cutShort === undefined ? {} : { cutShort }),
      ...(stopped === undefined ? {} : { stopped: this.#taint.clean(stopped) }),
      spec: { name: model.name, title: model.title },
      target: {
        baseUrl: config.baseUrl,
        control: config.control !== undefined,
        ...(config.overlay === undefined ? {} : { overlay: config.overlay }),
      },
    });
  }

  /** Judges what happened. */
  conclude(parts: ConclusionParts): RunResult {
    const history = this.seal();
    const result = conclude(this.#document, history, this.#results, {
      ...parts,
      durationMs: performance.now() - this.#started,
    });
    const { ceiling, pacedMs } = this.#budget;
    const isPaced = ceiling.perSecond !== undefined || ceiling.total !== undefined;
    return {
      ...result,
      ...(isPaced ? { pace: { ...ceiling, pacedMs: Math.round(pacedMs) } } : {}),
      ...(this.#made.objects.length === 0 ? {} : { made: summaryOf(this.#made.objects, this.#left) }),
    };
  }

  /** Every text that gives a secret away: the last look at an artifact searches for these. */
  secretTexts(): readonly string[] {
    return this.#taint.texts();
  }

  #keep(
    experiment: Experiment,
    state: ExperimentResult['state'],
    message: string,
    requests: number,
    durationMs: number,
  ): ExperimentResult {
    const result = {
      id: experiment.id,
      purpose: experiment.purpose,
      state,
      message,
      requests,
      durationMs: Math.round(durationMs),
    };
    this.#results.push(result);
    return result;
  }
}
