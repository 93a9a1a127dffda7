import { reportFormats } from '../../reports/index.ts';
import type { AuthModel } from '../../spec/model.ts';
import type { ReportInput, RunResult } from '../../spec/run.ts';
import { chooseExperiments } from '../../suites/plan.ts';
import type { Rule } from '../../suites/rule.ts';
import { rules as allRules } from '../../suites/rules/index.ts';
import { SuiteRun } from '../../suites/suite-run.ts';
import { defaultTarget, type TargetConfig } from '../../suites/target.ts';
import { refuseLeaks } from '../artifacts.ts';
import { exitCodeOf, explainError } from '../exit-codes.ts';
import { checkReachable } from '../reachable.ts';
import { tool } from '../tool.ts';
import type { Entry } from './entry.ts';
import { deceives, unsafeMarkup } from './safe-text.ts';

/**
 * Traffic of every kind: by client and raw socket, with and without credentials, issue, revoke, clock. None that judges
 * whatever was sent: it would have everything sent.
 */
const usualRules = [
  'http-401-without-credentials',
  'credential-unknown-401',
  'http-duplicate-authorization',
  'http-credentials-1sp',
  'http-per-request-auth',
  'revoke-immediate',
  'credential-new-works',
  'key-limit-exact',
  'rl-exact-limit',
  'authz-matrix-allow',
];

export interface Trial {
  readonly entry: string;
  readonly code: number;
  /** The worst of the outcomes, or that the target could not be reached. */
  readonly outcome: string;
  /** The one line for the user, if there is one. */
  readonly message: string;
  readonly durationMs: number;
  readonly requests: number;
  /** Rules that fail: what of the target is seen to be wrong. */
  readonly failing: readonly string[];
  /** Rules that pass: what of it is seen to be right. */
  readonly passing: readonly string[];
  /** What is not as it must be; empty: the tool stood it. */
  readonly problems: readonly string[];
}

/** Points the suite at one hostile target, writes all reports, and looks for what must not be. */
export async function tryEntry(model: AuthModel, entry: Entry): Promise<Trial> {
  const hostile = await entry.start(model);
  const start = performance.now();
  const problems: string[] = [];
  try {
    const done = await runOn(
      model,
      entry,
      defaultTarget({ ...hostile.config, ...limitsOf(entry) }),
      problems,
    );
    const harm = hostile.harmed?.();
    if (harm !== undefined) problems.push(harm);
    if (entry.code !== done.code) problems.push(`exit code ${done.code}, not ${entry.code}`);
    if (done.code === 3 && (done.message === '' || done.message.includes('\n')))
      problems.push('exit 3 without one clear line');
    if (deceives(done.message)) problems.push('control characters in the message');
    if (Reflect.get({}, 'polluted') !== undefined) problems.push('a prototype was changed');
    return { entry: entry.id, ...done, durationMs: Math.round(performance.now() - start), problems };
  } finally {
    await hostile.close();
  }
}

function limitsOf({ timeoutMs }: Entry): Partial<TargetConfig> {
  return { maxWaitSeconds: 0, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
}

async function runOn(
  model: AuthModel,
  entry: Entry,
  config: TargetConfig,
  problems: string[],
): Promise<Omit<Trial, 'entry' | 'durationMs' | 'problems'>> {
  try {
    await checkReachable(config.baseUrl, config.ca, config.timeoutMs);
  } catch (error) {
    const { code, message } = explainError(error);
    return { code, outcome: 'unreachable', message, requests: 0, failing: [], passing: [] };
  }
  const rules = allRules.filter(({ id }) => entry.rules === 'all' || usualRules.includes(id));
  const suite = new SuiteRun(model, config);
  for (const experiment of chooseExperiments(rules, model)) await suite.runExperiment(experiment);
  const run = suite.conclude({ rules, strict: false, embedded: false, tool });
  try {
    problems.push(...reportProblems({ run, model }, suite.secretTexts()));
  } catch (error) {
    problems.push(`no reports: ${explainError(error).message}`);
  }
  problems.push(...verdictProblems(run, entry, rules));
  return {
    code: exitCodeOf(run),
    outcome: run.conclusion,
    message: run.stopped ?? brokenOf(run),
    requests: run.requests,
    failing: run.rules.flatMap(({ rule, outcome }) => (outcome === 'fail' ? rule : [])),
    passing: run.rules.flatMap(({ rule, outcome }) => (outcome === 'pass' ? rule : [])),
  };
}

function brokenOf(run: RunResult): string {
  return run.experiments.find(({ state }) => state === 'broke')?.message ?? '';
}

/** How many answers a rule could judge: those of its experiments, or of all if it judges whatever was sent. */
function answersFor(id: string, rules: readonly Rule[], { history }: RunResult): number {
  const { experiments = [] } = rules.find((rule) => rule.id === id) ?? {};
  return history.events.filter(
    (event) =>
      event.kind === 'exchange' &&
      event.response !== undefined &&
      (experiments.length === 0 || experiments.includes(event.experiment)),
  ).length;
}

function verdictProblems(run: RunResult, { fails }: Entry, rules: readonly Rule[]): readonly string[] {
  const answered = new Set(
    run.history.events.flatMap((event) =>
      event.kind === 'exchange' && event.response !== undefined ? event.seq : [],
    ),
  );
  const unobserved = run.rules.flatMap(({ rule, verdicts }) => {
    const passes = verdicts.filter(({ outcome }) => outcome === 'pass');
    const seen = passes.every(({ evidence }) =>
      evidence.length === 0 ? answersFor(rule, rules, run) > 0 : evidence.some((seq) => answered.has(seq)),
    );
    return seen ? [] : `${rule} passes on what nobody answered`;
  });
  const own = run.rules
    .flatMap(({ rule, verdicts }) => verdicts.map(({ observed }) => `${rule}: ${observed}`))
    .filter((text) => /the rule broke/.test(text));
  const broken = run.experiments
    .filter(
      ({ state, message }) =>
        state === 'broke' &&
        /is not (?:a function|iterable|defined)|undefined|of null|call stack|Invalid (?:array|string|time)/.test(
          message,
        ),
    )
    .map(({ id, message }) => `${id} broke: ${message.slice(0, 200)}`);
  const missed =
    fails === undefined || run.rules.some(({ rule, outcome }) => rule === fails && outcome === 'fail')
      ? []
      : [`${fails} does not fail`];
  return [...unobserved, ...own, ...broken, ...missed];
}

function reportProblems(input: ReportInput, secretTexts: readonly string[]): readonly string[] {
  const files = reportFormats.map(({ name, fileName, render }) => ({
    name,
    fileName,
    text: render([input]),
  }));
  refuseLeaks(files, secretTexts);
  return files.flatMap(({ name, text }) => {
    if (name === 'html') return unsafeMarkup(text);
    if (name === 'json' || name === 'har') return isJson(text) ? [] : [`${name} is no JSON`];
    const markup = name === 'md' && /<(?!\/?code>)/.test(text) ? ['markup in md'] : [];
    return [...markup, ...(deceives(text) ? [`control characters in ${name}`] : [])];
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The rules that a name in `usualRules` no longer names: the list must not rot. */
export function unknownUsualRules(rules: readonly Rule[] = allRules): readonly string[] {
  return usualRules.filter((id) => !rules.some((rule) => rule.id === id));
}
