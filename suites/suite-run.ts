import type { History } from '../spec/history.ts';
import type { AuthModel } from '../spec/model.ts';
import { type Outcome, outcomesWorstFirst, type RuleResult } from '../spec/outcome.ts';
import type { Capability } from '../spec/overlay.ts';
import type { ExperimentResult, RunResult } from '../spec/run.ts';
import { goesByAccounts, withAccountsIn } from './bare/accounts.ts';
import { findIds } from './bare/find-ids.ts';
import { changesOwnOnly, readsOnly } from './bare/guard.ts';
import { clockSkewOf } from './clock-skew.ts';
import { ControlSilence, prepareGround } from './control-client.ts';
import type { Experiment } from './experiment.ts';
import { type HookCaller, loadHooks } from './hooks-run/caller.ts';
import { judge } from './judging/judge.ts';
import { ceilingOf, RequestBudget } from './lab/budget.ts';
import { Lacking } from './lab/held.ts';
import type { Journal } from './lab/journal.ts';
import { type Guard, Lab } from './lab/lab.ts';
import { MadeObjects } from './lab/made-objects.ts';
import { summaryOf } from './lab/made-summary.ts';
import { removeMade } from './lab/remove-made.ts';
import { excusesOf, staleLacks } from './lacks.ts';
import { modelFor } from './model-for.ts';
import { countingTiers, tierLabel } from './predict/tiers.ts';
import type { Rule } from './rule.ts';
import { mayDestroy, type TargetConfig } from './target.ts';
import { registerSecrets } from './target-secrets.ts';
import { Recorder } from './wire/recorder.ts';
import { Taint } from './wire/taint.ts';

const mostSilences = 3;

/** Name in the history of what is found out before the experiments. */
const preparation = 'preparation';

export interface ConclusionParts {
  readonly rules: readonly Rule[];
  readonly strict: boolean;
  readonly embedded: boolean;
  readonly seed?: string;
  readonly tool: { readonly name: string; readonly version: string };
}

export interface RunParts {
  /** Did somebody stop the run? */
  readonly stopped?: () => boolean;
  /** Where what is made on a target that others share is written down. */
  readonly journal?: Journal;
}

/** One run of the suite on one target: experiments first, each on its own ground, then the judgement. */
export class SuiteRun {
  readonly #document: AuthModel;
  /** The document as the target is held to it. */
  #model: AuthModel;
  #config: TargetConfig;
  #isPrepared = false;
  #guard: Guard | undefined;
  /** Ids of a target without fixtures that were there before the experiment. */
  #foreign: ReadonlySet<string> | undefined;
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
    this.#model = modelFor(model, config.overlay);
    this.#config = config;
    registerSecrets(this.#taint, model, config);
    this.#budget = new RequestBudget({
      ceiling: ceilingOf(config),
      ...(stopped === undefined ? {} : { stopped }),
    });
    this.#made = new MadeObjects(journal);
  }

  /** Runs one experiment. Never throws: what goes wrong is in the result and in the history. */
  async runExperiment(experiment: Experiment): Promise<ExperimentResult> {
    const obstacle = await this.#prepare(experiment).then(
      () => undefined,
      (error: unknown) => this.#taint.clean(error instanceof Error ? error.message : String(error)),
    );
    if (obstacle !== undefined) {
      this.#recorder.note({ experiment: experiment.id, note: 'broke', about: '', message: obstacle });
      return this.#keep(experiment, 'broke', obstacle, 0, 0);
    }
    const applies = experiment.applies(this.#model);
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
      const ground = await prepareGround(this.#config, id, hooks);
      for (const { kind, secret } of ground.credentials) this.#taint.aliasFor(kind, secret, id);
      lab = new Lab({
        model: this.#model,
        experiment: id,
        ground,
        hooks,
        config: this.#config,
        recorder: this.#recorder,
        taint: this.#taint,
        ...(this.#guard === undefined ? {} : { guard: this.#guard }),
        budget: this.#budget,
        ...(ground.shared ? { made: this.#made } : {}),
        ...(this.#foreign === undefined ? {} : { foreign: this.#foreign }),
      });
      const harm = experiment.destructive;
      if (harm !== false && ground.shared && !mayDestroy(this.#config, harm)) {
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

  /**
   * Where a document and its target say nothing of accounts: the tester's are laid into the model, with ids of what can
   * be read. Where changes are opted in, what is changed was made for it, anew for each experiment.
   */
  async #prepare({ id, applies }: Experiment): Promise<void> {
    const mayChange = mayDestroy(this.#config, ['records']);
    if (!goesByAccounts(this.#document, this.#config) || (this.#isPrepared && !mayChange)) return;
    if (this.#isPrepared && applies(this.#model) !== true) return;
    this.#isPrepared = true;
    if (this.#recorder.stopped !== undefined) return;
    this.#layIn(new Map());
    this.#guard = mayChange ? undefined : readsOnly;
    const lab = new Lab({
      model: this.#model,
      // What is made for an experiment is removed with what it makes.
      experiment: mayChange ? id : preparation,
      ground: await prepareGround(this.#config, preparation),
      config: this.#config,
      recorder: this.#recorder,
      taint: this.#taint,
      budget: this.#budget,
      made: this.#made,
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

  /** Removes what the experiment made; what cannot be removed is told with the run. */
  async #cleanUp(lab: Lab): Promise<void> {
    const open = this.#made.open(lab.experiment);
    if (open.length === 0) return;
    await this.#budget.cleaningUp(async () => {
      const before = this.#made.objects.length;
      for (const [n, reason] of await removeMade(lab, open)) this.#left.set(n, reason);
      // Those who removed it may have needed something new for that.
      const since = this.#made.open(lab.experiment).filter(({ n }) => n > before);
      for (const [n, reason] of await removeMade(lab, since)) this.#left.set(n, reason);
    });
  }

  /** @throws Lacking if an experiment would fill a limit, and the ceiling does not let it */
  #refuseTooSlow({ destructive }: Experiment): void {
    if (typeof destructive === 'boolean' || !destructive.includes('limits')) return;
    const tier = countingTiers(this.#model).find(
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
    const { hooks } = this.#config;
    if (hooks !== undefined) this.#hooks ??= loadHooks(hooks);
    return this.#hooks;
  }

  /** Everything so far, without secrets. */
  seal(): History {
    const { cutShort } = this.#budget;
    const { stopped } = this.#recorder;
    return this.#recorder.seal({
      ...(cutShort === undefined ? {} : { cutShort }),
      ...(stopped === undefined ? {} : { stopped: this.#taint.clean(stopped) }),
      spec: { name: this.#model.name, title: this.#model.title },
      target: {
        baseUrl: this.#config.baseUrl,
        control: this.#config.control !== undefined,
        ...(this.#config.overlay === undefined ? {} : { overlay: this.#config.overlay }),
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

/** From a sealed history to a result; also how a stored history is judged again. */
export function conclude(
  model: AuthModel,
  history: History,
  experiments: readonly ExperimentResult[],
  parts: ConclusionParts & { readonly durationMs: number },
): RunResult {
  const rules = judge(model, history, parts.rules, { strict: parts.strict });
  const { cutShort, stopped } = history;
  const clockSkew = clockSkewOf(history, history.target.overlay?.tolerances?.clockSkewSeconds);
  return {
    tool: parts.tool,
    spec: { name: model.name, title: model.title },
    target: { baseUrl: history.target.baseUrl, embedded: parts.embedded },
    startedAt: history.startedAt,
    durationMs: Math.round(parts.durationMs),
    strict: parts.strict,
    ...(parts.seed === undefined ? {} : { seed: parts.seed }),
    ...(cutShort === undefined ? {} : { cutShort }),
    ...(stopped === undefined ? {} : { stopped }),
    conclusion: conclusionOf({ rules, experiments, strict: parts.strict, cutShort, stopped }),
    counts: countOutcomes(rules),
    ...(history.target.overlay === undefined
      ? {}
      : { excused: excusesOf(rules), warnings: staleLacks(model, history) }),
    ...(clockSkew === undefined ? {} : { clockSkew }),
    rules,
    experiments,
    requests: history.events.filter((event) => event.kind === 'exchange' && event.transport !== 'hook')
      .length,
    history,
  };
}

/** What a run comes to: the gravest of what its rules and experiments say. */
export function conclusionOf({
  rules,
  experiments,
  strict,
  cutShort,
  stopped,
}: Judged): RunResult['conclusion'] {
  if (rules.some((rule) => rule.outcome === 'fail')) return 'non-conformant';
  if (rules.some((rule) => rule.outcome === 'error') || experiments.some(({ state }) => state === 'broke'))
    return 'error';
  const untested = rules.some(
    (rule) =>
      rule.level === 'MUST' &&
      rule.verdicts.some(
        ({ outcome, excused }) => outcome === 'untestable' && (strict || excused === undefined),
      ),
  );
  const nothingJudged = !rules.some((rule) => rule.outcome === 'pass' || rule.outcome === 'warn');
  // What was not tried says nothing, not even to rules that watch all traffic.
  const isCut = cutShort !== undefined || stopped !== undefined;
  return untested || nothingJudged || isCut ? 'incomplete' : 'conformant';
}

type Judged = Pick<RunResult, 'rules' | 'experiments' | 'strict'> & {
  readonly [Key in 'cutShort' | 'stopped']?: RunResult[Key] | undefined;
};

function countOutcomes(rules: readonly RuleResult[]): Readonly<Record<Outcome, number>> {
  const zero = Object.fromEntries(outcomesWorstFirst.map((outcome) => [outcome, 0])) as Record<
    Outcome,
    number
  >;
  for (const rule of rules) zero[rule.outcome] += 1;
  return zero;
}
