import { type Outcome, outcomesWorstFirst } from '../../spec/outcome.ts';
import type { RunResult } from '../../spec/run.ts';
import { html, type Markup } from './markup.ts';

/** What readers see for each outcome; the class names in the style sheet are the outcomes themselves. */
export const outcomeLabels: Readonly<Record<Outcome, string>> = {
  pass: 'passed',
  fail: 'failed',
  warn: 'warned',
  untestable: 'untestable',
  error: 'errors',
  info: 'informed',
  'not-applicable': 'not applicable',
};

const conclusionLabels: Readonly<Record<RunResult['conclusion'], string>> = {
  conformant: 'Conformant',
  'non-conformant': 'Non-conformant',
  incomplete: 'Incomplete',
  error: 'Harness error',
};

export const conclusionMeanings: Readonly<Record<RunResult['conclusion'], string>> = {
  conformant: 'Every requirement that was judged holds.',
  'non-conformant': 'At least one requirement does not hold.',
  incomplete: 'No requirement was seen to fail, but some could not be tested.',
  error: 'The harness or the network broke; the result says nothing about the target.',
};

const badgeTexts: Readonly<Record<Outcome, string>> = {
  pass: 'Pass',
  fail: 'Fail',
  warn: 'Warn',
  untestable: 'Untestable',
  error: 'Error',
  info: 'Info',
  'not-applicable': 'N/A',
};

export function badge(outcome: Outcome): Markup {
  return html`<span class="badge ${outcome}">${badgeTexts[outcome]}</span>`;
}

export function conclusionPill(conclusion: RunResult['conclusion']): Markup {
  return html`<span class="pill ${conclusion}">${conclusionLabels[conclusion]}</span>`;
}

/** In the order of reading: good first. */
export const outcomesForReading: readonly Outcome[] = [
  'pass',
  ...outcomesWorstFirst.filter((outcome) => outcome !== 'pass'),
];

/** A stacked bar of the counts; the numbers stand beside it, so it is hidden from screen readers. */
export function countsBar(counts: Readonly<Record<Outcome, number>>): Markup {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  let left = 0;
  const segments = outcomesForReading.flatMap((outcome) => {
    if (counts[outcome] === 0) return [];
    // A single failure among thousands must stay visible.
    const width = Math.max(8, (1000 * counts[outcome]) / total);
    const segment = html`<rect class="${outcome}" x="${Math.min(left, 992).toFixed(1)}" width="${width.toFixed(1)}" height="10"/>`;
    left += width;
    return [segment];
  });
  return html`<svg class="bar" viewBox="0 0 ${Math.max(1000, Math.ceil(left))} 10" preserveAspectRatio="none" aria-hidden="true">${segments}</svg>`;
}
