import type { Exchange } from '../../spec/history.ts';
import type { Finding } from '../rule.ts';
import { denial, statusOf, statusText, succeeded, unanswered } from './findings.ts';
import { callerOf, groundsOfReach, holdsId } from './reach.ts';
import { closedStatuses } from './sweep.ts';
import type { View } from './view.ts';

/** Every removal of a record out of reach must be refused, and leave the record where it is. */
export function removalsRefused(view: View, step: 'remove-foreign' | 'remove-beyond'): readonly Finding[] {
  return view.exchanges({ experiment: 'record-removal', step }).flatMap((probe): readonly Finding[] => {
    const operation = view.operation(probe);
    if (operation === undefined) return [];
    const hidden = operation.refusals.get('foreign-record')?.status ?? 404;
    const found = denial(view, probe, {
      statuses: [...new Set([hidden, ...closedStatuses])],
      expected: 'refused, and the record stays',
      grounds: groundsOfReach(view.model, operation, callerOf(view.model, probe)),
    });
    return [found.verdict === 'holds' ? withState(view, probe, found) : found];
  });
}

/** What somebody who reaches the record saw of it before and after a refused removal. */
function withState(view: View, probe: Exchange, found: Finding): Finding {
  const [after] = view.readBacksOf(probe);
  if (after === undefined) return found;
  const before = view.controlOf(after);
  const record = String(probe.detail['record']);
  const evidence = [...(before === undefined ? [] : [before.seq]), ...found.evidence, after.seq];
  const unclear = (observed: string): Finding => ({ ...found, verdict: 'untestable', observed, evidence });
  const silence = unanswered([before, after]);
  if (silence !== undefined) return unclear(silence);
  if (before === undefined || !shows(before, record))
    return unclear(`refused, but the record was not to be seen before (${statusText(before)})`);
  if (shows(after, record)) return found;
  if (succeeded(after) || [404, 410].includes(statusOf(after)))
    return { ...found, verdict: 'violated', observed: 'refused, but it is gone', evidence };
  return unclear(`refused; whether the record stayed is not told by ${statusText(after)}`);
}

/** Ids of records are text in the document, and may be numbers in an answer. */
function shows(exchange: Exchange, record: string): boolean {
  const body = exchange.response?.body ?? '';
  const isNumber = /^\d+$/.test(record) && new RegExp(`"id"\\s*:\\s*${record}(?![\\d.eE])`).test(body);
  return succeeded(exchange) && (isNumber || holdsId(body, record));
}
