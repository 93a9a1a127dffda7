import type { History } from '../spec/history.ts';
import type { AuthModel } from '../spec/model.ts';
import { type Outcome, outcomesWorstFirst, type RuleResult } from '../spec/outcome.ts';
import type { Capability } from '../spec/overlay.ts';
import type { ExperimentResult, RunResult } from '../spec/run.ts';
import { ControlSilence, prepareGround } from './control-client.ts';
import type { Experiment } from './experiment.ts';
import { type HookCaller, loadHooks } from './hooks-run/caller.ts';
import { judge } from './judging/judge.ts';
import { Lacking } from './lab/held.ts';
import { Lab } from './lab/lab.ts';
import { excusesOf, staleLacks } from './lacks.ts';
import { modelFor } from './model-for.ts';
import type { Rule } from './rule.ts';
import { mayDestroy, type TargetConfig } from './target.ts';
import { Recorder } from './wire/recorder.ts';
import { Taint } from './wire/taint.ts';

const mostSilences = 3;

export interface ConclusionParts {
  readonly rules: readonly Rule[];
  readonly strict: boolean;
  readonly embedded: boolean;
  readonly seed?: string;
  readonly tool: { readonly name: string; readonly version: string };
}

/** One run of the suite on one target: experiments first, each on its own ground, then the judgement. */
export class SuiteRun {
  readonly #document: AuthModel;
  /** The document as the target is held to it. */
  readonly #model: AuthModel;
  readonly #config: TargetConfig;
  readonly #taint = new Taint();
  readonly #recorder = new Recorder(this.#taint);
  readonly #results: ExperimentResult[] = [];
  readonly #started = performance.now();
  #silences = 0;
  #hooks: Promise<HookCaller> | undefined;

  constructor(model: AuthModel, config: TargetConfig) {
    this.#document = model;
    this.#model = modelFor(model, config.overlay);
    this.#config = config;
  }

  /** Runs one experiment. Never throws: what goes wrong is in the result and in the history. */
  async runExperiment(experiment: Experiment): Promise<ExperimentResult> {
    const applies = experiment.applies(this.#model);
    if (applies !== true) return this.#keep(experiment, 'not-applicable', applies, 0, 0);
    const start = performance.now();
    const { id } = experiment;
    if (this.#recorder.stopped !== undefined) {
      this.#recorder.note({ experiment: id, note: 'broke', about: '', message: this.#recorder.stopped });
      return this.#keep(experiment, 'broke', this.#recorder.stopped, 0, 0);
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
      });
      const harm = experiment.destructive;
      if (harm !== false && ground.shared && !mayDestroy(this.#config, harm)) {
        const what = harm === true ? '' : ` of ${harm.join(' and ')}`;
        throw new Lacking(
          `destructive${what}, and nothing isolates this target: opt in with --destructive`,
          'isolation',
        );
      }
      await experiment.run(lab);
      note('finished', '');
    } catch (error) {
      state = error instanceof Lacking ? 'lacking' : 'broke';
      message = this.#taint.clean(error instanceof Error ? error.message : String(error));
      note(state, message, error instanceof Lacking ? error.means : []);
      this.#countSilence(error);
    }
    await lab?.ground.release().catch((error: unknown) => note('finished', `not released: ${String(error)}`));
    return this.#keep(experiment, state, message, lab?.requests ?? 0, performance.now() - start);
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
    return this.#recorder.seal({
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
    return conclude(this.#document, history, this.#results, {
      ...parts,
      ...(this.#recorder.stopped === undefined ? {} : { stopped: this.#taint.clean(this.#recorder.stopped) }),
      durationMs: performance.now() - this.#started,
    });
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
  parts: ConclusionParts & { readonly durationMs: number; readonly stopped?: string },
): RunResult {
  const rules = judge(model, history, parts.rules, { strict: parts.strict });
  return {
    tool: parts.tool,
    spec: { name: model.name, title: model.title },
    target: { baseUrl: history.target.baseUrl, embedded: parts.embedded },
    startedAt: history.startedAt,
    durationMs: Math.round(parts.durationMs),
    strict: parts.strict,
    ...(parts.seed === undefined ? {} : { seed: parts.seed }),
    ...(parts.stopped === undefined ? {} : { stopped: parts.stopped }),
    conclusion: conclusionOf(rules, experiments, parts.strict),
    counts: countOutcomes(rules),
    ...(history.target.overlay === undefined
      ? {}
      : { excused: excusesOf(rules), warnings: staleLacks(model, history) }),
    rules,
    experiments,
    requests: history.events.filter((event) => event.kind === 'exchange' && event.transport !== 'hook')
      .length,
    history,
  };
}

function conclusionOf(
  rules: readonly RuleResult[],
  experiments: readonly ExperimentResult[],
  strict: boolean,
): RunResult['conclusion'] {
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
  return untested || nothingJudged ? 'incomplete' : 'conformant';
}

function countOutcomes(rules: readonly RuleResult[]): Readonly<Record<Outcome, number>> {
  const zero = Object.fromEntries(outcomesWorstFirst.map((outcome) => [outcome, 0])) as Record<
    Outcome,
    number
  >;
  for (const rule of rules) zero[rule.outcome] += 1;
  return zero;
}
