import { createRequire } from 'node:module';
import type { Builder, TestCase, TestSuite } from 'junit-report-builder';
import type { RuleResult, Verdict } from '../spec/outcome.ts';
import type { ReportInput, RunResult } from '../spec/run.ts';
import { citation, clockText, exchangeLine, exchangesBySeq, knownText, verdictsOf, visible } from './text.ts';

// The package's types declare a default export that its CommonJS build does not have.
const builder: Builder = createRequire(import.meta.url)('junit-report-builder');

/**
 * JUnit XML: one suite per scheme and family, one case per rule and verdict. The class name
 * `<scheme>.<family>.<rule>` and the case's name stay the same from run to run.
 */
export function renderJunit(inputs: readonly ReportInput[]): string {
  const report = builder.newBuilder().name('authproof');
  for (const { run } of inputs) {
    const exchanges = exchangesBySeq(run.history.events);
    for (const [family, rules] of Map.groupBy(run.rules, (rule) => rule.family)) {
      const suite = report.testSuite().name(clean(`${run.spec.name}.${family}`));
      suite.timestamp(run.startedAt.slice(0, 19));
      suite.property('target', clean(run.target.baseUrl));
      suite.property('tool', clean(`${run.tool.name} ${run.tool.version}`));
      for (const rule of rules)
        for (const verdict of verdictsOf(rule)) addCase(suite, run, rule, verdict, exchanges);
    }
    addBaseline(report, run);
  }
  return `${report.build()}\n`;
}

/** Entries of a baseline that excuse nothing any more are failures of their own. */
function addBaseline(report: Builder, run: RunResult): void {
  const { stale = [], expired = [] } = run.baseline ?? {};
  if (stale.length + expired.length === 0) return;
  const suite = report.testSuite().name(clean(`${run.spec.name}.baseline`));
  const add = (text: string, message: string) =>
    suite
      .testCase()
      .className(clean(`${run.spec.name}.baseline`))
      .name(clean(text))
      .failure(message, 'baseline');
  for (const text of stale) add(text, 'stale: no longer fails');
  for (const text of expired) add(text, 'expired: excuses nothing any more');
}

function addCase(
  suite: TestSuite,
  run: RunResult,
  rule: RuleResult,
  verdict: Verdict,
  exchanges: ReturnType<typeof exchangesBySeq>,
): void {
  const evidence = verdict.evidence.flatMap((seq) => exchanges.get(seq) ?? []);
  const tookMs = evidence.reduce((sum, exchange) => sum + exchange.endedMs - exchange.startedMs, 0);
  const testCase = suite
    .testCase()
    .className(clean(`${run.spec.name}.${rule.family}.${rule.rule}`))
    .name(clean(verdict.case === '' ? rule.rule : `${rule.rule}: ${verdict.case}`))
    .time(Math.round(tookMs) / 1000);
  testCase.property('level', rule.level);
  testCase.property('cites', clean(citation(rule)));
  testCase.property('outcome', verdict.outcome);
  if (verdict.excused !== undefined) testCase.property('excused', clean(verdict.excused));
  const detail = [
    rule.title,
    `rule      ${rule.rule} (${rule.level})`,
    `cites     ${citation(rule)}`,
    `expected  ${verdict.expected}`,
    `observed  ${verdict.observed}`,
    ...(clockText(verdict) === undefined ? [] : [`time      ${clockText(verdict)}`]),
    ...(verdict.departure === undefined ? [] : [`declared departure: ${verdict.departure}`]),
    ...(verdict.excused === undefined ? [] : [`excused: ${verdict.excused}`]),
    ...evidence.slice(0, 10).map(exchangeLine),
  ].join('\n');
  addOutcome(testCase, verdict, clean(detail));
}

function addOutcome(testCase: TestCase, verdict: Verdict, detail: string): void {
  const message = clean(`expected ${verdict.expected}; observed ${verdict.observed}`);
  switch (verdict.outcome) {
    case 'pass':
      return;
    case 'fail':
      if (verdict.known !== undefined) {
        // Expected failures are shown as skipped, as test runners do, so that they are seen and break nothing.
        testCase.property('expected-failure', clean(knownText(verdict) ?? ''));
        testCase.skipped().standardOutput(detail);
        return;
      }
      testCase.failure(message, verdict.rule).stacktrace(detail);
      return;
    case 'error':
      testCase.error(message, verdict.rule, detail);
      return;
    case 'untestable':
    case 'not-applicable':
      // The library writes `<skipped/>` without a message, so the reason stands beside it.
      testCase.property('reason', clean(verdict.observed));
      testCase.skipped().standardOutput(detail);
      return;
    case 'warn':
    case 'info':
      testCase.standardOutput(detail);
  }
}

/** Safe in XML 1.0 attributes and CDATA; the library splits only the first `]]>` of a text. */
function clean(text: string): string {
  return visible(text).replaceAll(']]>', ']]\\u003e');
}
