import type { LoadResult } from '../../spec/load-run.ts';
import type { AuthModel } from '../../spec/model.ts';
import { lackOf } from '../../spec/overlay.ts';
import { goesByAccounts, withAccountsIn } from '../bare/accounts.ts';
import { readsOnly } from '../bare/guard.ts';
import { prepareGround } from '../control-client.ts';
import { type HookCaller, loadHooks } from '../hooks-run/caller.ts';
import { loadCeilingOf, RequestBudget } from '../lab/budget.ts';
import { Lacking } from '../lab/held.ts';
import { type Guard, Lab } from '../lab/lab.ts';
import { MadeObjects } from '../lab/made-objects.ts';
import { removeMade } from '../lab/remove-made.ts';
import { staleLacks } from '../lacks.ts';
import { modelFor } from '../model-for.ts';
import type { RunParts } from '../suite-run.ts';
import { isLoopback, mayDestroy, type TargetConfig } from '../target.ts';
import { registerSecrets } from '../target-secrets.ts';
import { Recorder } from '../wire/recorder.ts';
import { Taint } from '../wire/taint.ts';
import { bounded } from './bounded-options.ts';
import { standingKinds } from './kinds.ts';
import type { LoadContext, LoadOptions, LoadProbe } from './probe.ts';
import type { LiveFigures } from './record.ts';

export type { LoadOptions, LoadProbe, ServerMemory } from './probe.ts';
export { chooseProbes, loadProbes } from './probes.ts';
export type { LiveFigures } from './record.ts';

export interface LoadParts extends RunParts {
  readonly probes: readonly LoadProbe[];
  readonly options: LoadOptions;
  /** Live figures of what is under way. */
  readonly onTick?: (probe: string, about: string, live: LiveFigures) => void;
  readonly onResult?: (result: LoadResult) => void;
  /** Rejects if the target does not answer at all any more. */
  readonly reach?: () => Promise<void>;
}

export interface LoadRunOutcome {
  readonly results: readonly LoadResult[];
  /** What was made on a target that others share and could not be removed. */
  readonly left: readonly string[];
  /** What of the options held: beyond this machine there are ceilings. */
  readonly options: Pick<LoadOptions, 'connections' | 'rate'>;
  /** Declared lacks that are none. */
  readonly warnings: readonly string[];
  /** Every text that gives a secret away. */
  readonly secretTexts: readonly string[];
}

/** Runs load probes on a target, each case on its own ground. Never throws for what a probe meets. */
export async function runLoadProbes(
  document: AuthModel,
  config: TargetConfig,
  parts: LoadParts,
): Promise<LoadRunOutcome> {
  const isBare = goesByAccounts(document, config);
  const target = isBare ? withAccountsIn(document, config, new Map()) : config;
  const run = new LoadRunner(
    modelFor(document, target.overlay),
    target,
    parts,
    isBare ? readsOnly : undefined,
  );
  for (const probe of parts.probes) await run.probe(probe);
  return run.outcome();
}

class LoadRunner {
  readonly #model: AuthModel;
  readonly #config: TargetConfig;
  readonly #parts: LoadParts;
  readonly #guard: Guard | undefined;
  readonly #taint = new Taint();
  readonly #recorder = new Recorder(this.#taint);
  readonly #budget: RequestBudget;
  readonly #options: LoadOptions;
  readonly #made: MadeObjects;
  readonly #results: LoadResult[] = [];
  readonly #left: string[] = [];
  #hooks: Promise<HookCaller> | undefined;
  /** Why nothing more is tried. */
  #gone: string | undefined;

  constructor(model: AuthModel, config: TargetConfig, parts: LoadParts, guard: Guard | undefined) {
    this.#guard = guard;
    this.#model = model;
    this.#config = config;
    this.#parts = parts;
    registerSecrets(this.#taint, model, config);
    const { stopped, journal } = parts;
    const bound = Object.values(config.bindings ?? {}).flatMap(({ base }) => base ?? []);
    const abroad = [...(parts.options.also ?? []), ...bound].find((url) => !isLoopback(url));
    this.#budget = new RequestBudget({
      ceiling: loadCeilingOf(abroad === undefined ? config : { ...config, baseUrl: abroad }),
      ...(stopped === undefined ? {} : { stopped }),
    });
    this.#options = bounded(parts.options, abroad === undefined && isLoopback(config.baseUrl), this.#budget);
    this.#made = new MadeObjects(journal);
  }

  async probe(probe: LoadProbe): Promise<void> {
    const cases = probe.cases(this.#model, standingKinds(this.#model, this.#config));
    if (typeof cases === 'string') {
      this.#keep(probe, '', { verdict: 'not-applicable', observed: cases }, 0);
      return;
    }
    for (const about of cases) await this.#runCase(probe, about);
  }

  outcome(): LoadRunOutcome {
    const { baseUrl, control, overlay } = this.#config;
    const { events } = this.#recorder.seal({
      spec: { name: this.#model.name, title: this.#model.title },
      target: { baseUrl, control: control !== undefined },
    });
    const target = { baseUrl, control: control !== undefined, ...(overlay === undefined ? {} : { overlay }) };
    return {
      results: this.#results,
      left: this.#left,
      options: this.#options,
      warnings: staleLacks(this.#model, { events, target }).map((text) => this.#taint.clean(text)),
      secretTexts: this.#taint.texts(),
    };
  }

  async #runCase(probe: LoadProbe, about: string): Promise<void> {
    const began = performance.now();
    let lab: Lab | undefined;
    let found: Found;
    if (this.#gone !== undefined) {
      this.#keep(probe, about, { verdict: 'error', observed: `not tried: ${this.#gone}` }, 0);
      return;
    }
    try {
      this.#budget.check();
      lab = await this.#labFor(`load-${this.#results.length + 1}`);
      this.#refuseHarm(probe, lab);
      found = await probe.run(lab, this.#contextOf(lab, probe.id, about), about);
    } catch (error) {
      const observed = error instanceof Error ? error.message : String(error);
      const excused =
        error instanceof Lacking ? lackOf(this.#config.overlay, error.means)?.reason : undefined;
      found = {
        verdict: error instanceof Lacking ? 'untestable' : 'error',
        observed,
        ...(excused === undefined ? {} : { excused }),
      };
    }
    found = await this.#orGone(found);
    if (lab !== undefined) await this.#leave(lab);
    this.#keep(probe, about, found, performance.now() - began);
  }

  /**
   * What was not finished, or not answered, says nothing of a target that is gone: that is told, and nothing more is
   * tried. A violation stays one.
   */
  async #orGone(found: Found): Promise<Found> {
    const { verdict, observed, figures } = found;
    const isWhole = verdict !== 'untestable' && verdict !== 'error' && (figures?.unanswered ?? 0) === 0;
    if (isWhole || this.#parts.stopped?.() === true) return found;
    try {
      await this.#reach();
      return found;
    } catch (error) {
      this.#gone = this.#taint.clean(error instanceof Error ? error.message : String(error));
      return {
        ...found,
        verdict: verdict === 'fail' ? verdict : 'error',
        observed: `${observed}; ${this.#gone}`,
      };
    }
  }

  /** A target that breaks connections now and then is there. */
  async #reach(triesLeft = 4): Promise<void> {
    try {
      await this.#parts.reach?.();
    } catch (error) {
      if (triesLeft === 0) throw error;
      await this.#reach(triesLeft - 1);
    }
  }

  async #labFor(experiment: string): Promise<Lab> {
    const { hooks: source } = this.#config;
    if (source !== undefined) this.#hooks ??= loadHooks(source);
    const hooks = await this.#hooks;
    const ground = await prepareGround(this.#config, experiment, hooks);
    for (const { kind, secret } of ground.credentials) this.#taint.aliasFor(kind, secret, experiment);
    return new Lab({
      model: this.#model,
      experiment,
      ground,
      hooks,
      config: this.#config,
      recorder: this.#recorder,
      ...(this.#guard === undefined ? {} : { guard: this.#guard }),
      taint: this.#taint,
      budget: this.#budget,
      ...(ground.shared ? { made: this.#made } : {}),
    });
  }

  /** @throws Lacking if nobody opted in to the harm that it does */
  #refuseHarm({ destructive = [] }: LoadProbe, { ground }: Lab): void {
    if (!ground.shared || mayDestroy(this.#config, destructive)) return;
    throw new Lacking(
      `destructive of ${destructive.join(' and ')}, and nothing isolates this target: opt in with --destructive`,
      'isolation',
    );
  }

  #contextOf(lab: Lab, probe: string, about: string): LoadContext {
    const { onTick } = this.#parts;
    const options = this.#options;
    const { baseUrl } = this.#config;
    // A space lies under the base URL, on all instances alike.
    const below = lab.ground.baseUrl.startsWith(baseUrl) ? lab.ground.baseUrl.slice(baseUrl.length) : '';
    return {
      options,
      also: (options.also ?? []).map((url) => url.replace(/\/$/, '') + below),
      ...(onTick === undefined ? {} : { onTick: (live) => onTick(probe, about, live) }),
    };
  }

  /** Removes what the probe made, and the ground. */
  async #leave(lab: Lab): Promise<void> {
    try {
      await this.#budget.cleaningUp(async () => {
        const open = this.#made.open(lab.experiment);
        const reasons = await removeMade(lab, open);
        for (const one of open) {
          const reason = reasons.get(one.n);
          if (reason !== undefined)
            this.#left.push(this.#taint.clean(`${one.object} ${one.id ?? ''}: ${reason}`));
        }
      });
      await lab.ground.release();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#left.push(this.#taint.clean(`${lab.experiment}: ${reason}`));
    }
  }

  #keep(probe: LoadProbe, about: string, found: Found, durationMs: number): void {
    const { id, question, cites, thresholds } = probe;
    const { verdict, observed, excused, expected = question, evidence = [], figures } = found;
    const result: LoadResult = {
      probe: id,
      case: about,
      question,
      cites,
      thresholds,
      verdict,
      expected,
      observed: this.#taint.clean(observed),
      ...(excused === undefined ? {} : { excused }),
      evidence,
      durationMs: Math.round(durationMs),
      ...(figures === undefined ? {} : { figures }),
    };
    this.#results.push(result);
    this.#parts.onResult?.(result);
  }
}

type Found = Pick<LoadResult, 'verdict' | 'observed'> &
  Partial<Pick<LoadResult, 'expected' | 'excused' | 'evidence' | 'figures'>>;
