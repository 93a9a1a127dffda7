import type { Exchange } from '../spec/history.ts';
import type { ClockRung, Outcome, RuleResult, Verdict } from '../spec/outcome.ts';
import type { ClockSkew, RunResult } from '../spec/run.ts';

/** Longest piece of target text that a one-line place of a report shows. */
const lineLimit = 300;

/**
 * Text of a target, made harmless for a terminal and a reader: control characters, bidirectional overrides,
 * invisible characters and lone surrogates become visible escapes. Tabs and line feeds stay.
 */
export function visible(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** One visible line: line breaks and tabs are escaped too, and the end is cut at `limit` characters. */
export function line(text: string, limit: number = lineLimit): string {
  const flat = visible(text.slice(0, limit + 1))
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t');
  return text.length > limit ? `${flat.slice(0, limit)}…` : flat;
}

/** `1.2 s`, `480 ms`, `2 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `1 check`, `2 checks`. */
export function plural(count: number, noun: string, nouns: string = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : nouns}`;
}

/** `#42 GET https://… → 200 (probe, token#3)`: one exchange in one line, without its secrets. */
export function exchangeLine(exchange: Exchange): string {
  const answer = exchange.response?.status ?? exchange.failure?.kind ?? 'no response';
  const credentials = exchange.presented.map((presented) => presented.credential ?? presented.form);
  const notes = [exchange.role, ...credentials].join(', ');
  return `#${exchange.seq} ${line(exchange.request.method, 20)} ${line(exchange.request.url, 200)} → ${answer} (${line(notes)})`;
}

/** Statement ids and standards, in one line. */
export function citation(rule: RuleResult): string {
  return line([...rule.statements, ...rule.sources].join(', ')) || 'no citation';
}

const troubles: readonly Outcome[] = ['fail', 'error', 'untestable', 'warn'];

/** Does a reader have to look at it? */
export function isTrouble(outcome: Outcome): boolean {
  return troubles.includes(outcome);
}

/** The rules that need attention, worst first, otherwise in run order. */
export function troubledRules(rules: readonly RuleResult[]): readonly RuleResult[] {
  return troubles.flatMap((outcome) => rules.filter((rule) => rule.outcome === outcome));
}

export function troubledVerdicts(rule: RuleResult): readonly Verdict[] {
  return troubles.flatMap((outcome) => verdictsOf(rule).filter((verdict) => verdict.outcome === outcome));
}

/** The verdicts of a rule; one that says so if there is none, so that no rule goes missing from a report. */
export function verdictsOf(rule: RuleResult): readonly Verdict[] {
  if (rule.verdicts.length > 0) return rule.verdicts;
  const { level, outcome } = rule;
  const empty = { case: '', expected: 'a verdict', observed: 'no case was judged' };
  return [{ rule: rule.rule, level, outcome, ...empty, evidence: [], grounds: [], cites: [] }];
}

/** `as expected: ticket 7, until 2027-03-31`: what a baseline says of a failure; undefined if nothing. */
export function knownText({ known }: Verdict): string | undefined {
  if (known === undefined) return undefined;
  const { reason, until } = known;
  const about = [
    ...(reason === undefined ? [] : [reason]),
    ...(until === undefined ? [] : [`until ${until}`]),
  ];
  return line(
    about.length === 0 ? 'expected by the baseline' : `expected by the baseline: ${about.join(', ')}`,
  );
}

/** `2 known failures, 1 not in the baseline, …`: a run beside its baseline in one line; undefined if it has none. */
export function baselineText({ baseline }: RunResult): string | undefined {
  if (baseline === undefined) return undefined;
  const { known, unexpected, stale, expired, unjudged } = baseline;
  const parts = [
    plural(known, 'known failure'),
    ...(unexpected.length === 0 ? [] : [`${unexpected.length} not in the baseline`]),
    ...(stale.length === 0 ? [] : [plural(stale.length, 'stale entry', 'stale entries')]),
    ...(expired.length === 0 ? [] : [plural(expired.length, 'expired entry', 'expired entries')]),
    ...(unjudged.length === 0 ? [] : [`${plural(unjudged.length, 'entry', 'entries')} not judged`]),
  ];
  return parts.join(', ');
}

/** What a reader of a run should know besides its verdicts: cut short, pace, clock, what it left behind. */
export function runNotes({ cutShort, pace, clockSkew, made }: RunResult): readonly string[] {
  return [
    ...(cutShort === undefined ? [] : [cutShortTexts[cutShort]]),
    ...(pace === undefined ? [] : [paceText(pace)]),
    ...(clockSkew === undefined || !clockSkew.exceeded ? [] : [`warning: ${skewText(clockSkew)}`]),
    ...(made === undefined
      ? []
      : [`${plural(made.count, 'thing')} made on the target, ${made.removed} removed`]),
  ];
}

const cutShortTexts = {
  interrupted: 'interrupted: what was not tried says nothing',
  'request-ceiling': 'the ceiling of requests was reached: what was not tried says nothing',
} as const;

function paceText({ perSecond, total, pacedMs }: NonNullable<RunResult['pace']>): string {
  const ceilings = [
    ...(perSecond === undefined ? [] : [`${perSecond} requests per second`]),
    ...(total === undefined ? [] : [`${total} requests in all`]),
  ];
  return `at most ${ceilings.join(' and ')}; waited ${duration(pacedMs)} for that`;
}

/** `the clock of the target is 7200 s ahead (± 0.6 s)`. */
export function skewText({ seconds, uncertaintySeconds, toleranceSeconds }: ClockSkew): string {
  const where = seconds < 0 ? 'behind' : 'ahead';
  return `the clock of the target is ${Math.abs(seconds)} s ${where} (± ${uncertaintySeconds} s, tolerated: ${toleranceSeconds} s); times are judged by its own`;
}

const rungTexts: Readonly<Record<ClockRung, string>> = {
  hook: "the target's clock was moved",
  'declared-short': 'a wait that is short by declaration was really waited out',
  wait: 'real time was waited out (--max-wait)',
  none: 'there was no means to let time pass',
};

/** By which means time passed for a verdict; undefined if none had to. */
export function clockText({ clock }: Verdict): string | undefined {
  return clock === undefined ? undefined : rungTexts[clock];
}

/** One line per declared lack that something could not be judged for, then one per warning; empty mostly. */
export function excuseLines({ excused = [], warnings = [], rules }: RunResult): readonly string[] {
  const untestable = new Set(rules.filter(({ outcome }) => outcome === 'untestable').map(({ rule }) => rule));
  return [
    ...excused.map(({ reason, rules: names }) => {
      const whole = names.filter((name) => untestable.has(name)).length;
      const parts = names.length - whole;
      const some = parts === 0 ? '' : `, parts of ${plural(parts, 'other')}`;
      return `excused: ${plural(whole, 'untestable rule')}${some}: ${line(reason)} (${line(names.join(', '))})`;
    }),
    ...warnings.map((warning) => `warning: ${line(warning)}`),
  ];
}

/** The exchanges of a history by sequence number. */
export function exchangesBySeq(events: readonly { readonly kind: string; readonly seq: number }[]) {
  return new Map(events.filter(isExchange).map((exchange) => [exchange.seq, exchange]));
}

function isExchange(event: { readonly kind: string }): event is Exchange {
  return event.kind === 'exchange';
}
