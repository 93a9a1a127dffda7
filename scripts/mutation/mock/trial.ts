import type { RunningMock } from '../../../mock/index.ts';
import type { AuthModel } from '../../../spec/model.ts';
import type { Outcome } from '../../../spec/outcome.ts';
import type { Experiment } from '../../../suites/experiment.ts';
import { judgeRule } from '../../../suites/judging/judge.ts';
import { View } from '../../../suites/judging/view.ts';
import type { Rule } from '../../../suites/rule.ts';
import { rules } from '../../../suites/rules/index.ts';
import { SuiteRun } from '../../../suites/suite-run.ts';
import { defaultTarget } from '../../../suites/target.ts';

/** A rule that did not come out as on the clean mock. */
export interface Notice {
  readonly rule: string;
  readonly outcome: Outcome;
}

/** One run of the suite on one mock, judged now and then: a rule once all experiments that it needs are over. */
export class Trial {
  readonly #model: AuthModel;
  readonly #run: SuiteRun;
  readonly #clean: ReadonlyMap<string, Outcome>;
  readonly #done = new Set<string>();
  readonly #judged = new Set<string>();

  constructor(
    model: AuthModel,
    { url, consoleUrl, control }: RunningMock,
    clean: ReadonlyMap<string, Outcome>,
  ) {
    this.#model = model;
    this.#clean = clean;
    this.#run = new SuiteRun(model, defaultTarget({ baseUrl: url, consoleUrl, control }));
  }

  async run(experiment: Experiment): Promise<void> {
    await this.#run.runExperiment(experiment);
    this.#done.add(experiment.id);
  }

  /** What the rules make of it that came to all their experiments since the last look, and those that judge all traffic. */
  notices(): readonly Notice[] {
    const view = new View(this.#model, this.#run.seal());
    const ready = rules.filter(
      ({ id, experiments }) =>
        experiments.length > 0 && !this.#judged.has(id) && experiments.every((one) => this.#done.has(one)),
    );
    for (const { id } of ready) this.#judged.add(id);
    // Part of the traffic can't show them what is missing, and a departure may look stale on it.
    const passive = rules.filter(
      ({ id, experiments }) => experiments.length === 0 && !this.#model.departures.has(id),
    );
    return [
      ...this.#judge(view, ready, ['fail', 'warn', 'error', 'untestable']),
      ...this.#judge(view, passive, ['fail', 'warn', 'error']),
    ];
  }

  /** All rules, for a run of all experiments. */
  outcomes(): ReadonlyMap<string, Outcome> {
    const view = new View(this.#model, this.#run.seal());
    return new Map(rules.map((rule) => [rule.id, judgeRule(view, rule, false).outcome]));
  }

  #judge(view: View, judged: readonly Rule[], alarming: readonly Outcome[]): readonly Notice[] {
    return judged
      .map((rule) => ({ rule: rule.id, outcome: judgeRule(view, rule, false).outcome }))
      .filter(({ rule, outcome }) => alarming.includes(outcome) && outcome !== this.#clean.get(rule));
  }
}
