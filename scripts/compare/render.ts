import { escapeMarkdown } from '../../reports/markdown.ts';
import { line, plural } from '../../reports/text.ts';
import type { Change, ChangeKind, Comparison } from './compare-runs.ts';

const titles: Readonly<Record<ChangeKind, string>> = {
  'newly-failing': 'Newly failing',
  withdrawn: 'Judged no more',
  'rule-gone': 'Rules gone',
  'document-gone': 'Documents gone',
  'newly-warning': 'Newly warning',
  changed: 'Changed',
  'newly-passing': 'Newly passing',
  'newly-judged': 'Newly judged',
  'new-rule': 'New rules',
  'new-document': 'New documents',
};

/** For a terminal. What targets said is escaped. */
export function renderComparisonText(comparison: Comparison): string {
  const lines = comparison.notes.map((note) => `note: ${line(note)}`);
  for (const [kind, changes] of Map.groupBy(comparison.changes, (change) => change.kind)) {
    lines.push('', `${titles[kind]} (${changes.length})`);
    for (const change of changes) {
      const reason = change.reason === '' ? '' : `: ${line(change.reason)}`;
      lines.push(`  ${subject(change)}`, `      ${line(change.before)} → ${line(change.after)}${reason}`);
      const evidence = evidenceText(change);
      if (evidence !== undefined) lines.push(`      ${evidence}`);
    }
  }
  lines.push(
    comparison.changes.length === 0
      ? 'Nothing changed.'
      : `\n${plural(comparison.changes.length, 'change')}.`,
  );
  return `${lines.join('\n').trimStart()}\n`;
}

/** For job summaries (GitHub-flavoured). */
export function renderComparisonMarkdown(comparison: Comparison): string {
  const lines = [
    '## Authentication conformance, compared',
    '',
    ...comparison.notes.map((note) => `- ${escapeMarkdown(note)}`),
  ];
  for (const [kind, changes] of Map.groupBy(comparison.changes, (change) => change.kind)) {
    lines.push(
      '',
      `### ${titles[kind]} (${changes.length})`,
      '',
      '| what | before | after | why | where |',
      '|---|---|---|---|---|',
    );
    for (const change of changes) {
      const cells = [subject(change), change.before, change.after, change.reason, evidenceText(change) ?? ''];
      lines.push(`| ${cells.map(escapeMarkdown).join(' | ')} |`);
    }
  }
  if (comparison.changes.length === 0) lines.push('', 'Nothing changed.');
  return `${lines.join('\n')}\n`;
}

function subject({ document, rule, case: ofCase }: Change): string {
  return [document, rule, ...(ofCase === '' ? [] : [`[${ofCase}]`])]
    .map((part) => line(part))
    .join(' ')
    .trim();
}

function evidenceText({ evidence }: Change): string | undefined {
  if (evidence === undefined) return undefined;
  const { file, pointer, exchanges } = evidence;
  const shown = exchanges.slice(0, 5).map((seq) => `#${seq}`);
  return `${line(file)}#${pointer}${shown.length === 0 ? '' : `, exchanges ${shown.join(' ')}`}`;
}
