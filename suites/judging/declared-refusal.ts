import type { Exchange } from '../../spec/history.ts';
import type { Cause, Citation } from '../../spec/model.ts';
import type { Finding } from '../rule.ts';
import { denial, succeeded } from './findings.ts';
import type { View } from './view.ts';

/** Client errors that refuse without being a limit. */
export const clientErrors: readonly number[] = Array.from({ length: 100 }, (_, index) => 400 + index).filter(
  (status) => status !== 429,
);

/**
 * Judges that a request is refused. Acceptance is a violation at the rule's own level, whatever the document says of
 * the refusal. The exact status (one of the causes', or one of `also`) is judged, by the citations of the refusals,
 * only where the operation declares it; else any client error will do.
 */
export function declaredRefusal(
  view: View,
  probe: Exchange,
  causes: readonly Cause[],
  options: {
    readonly also?: readonly number[];
    readonly expected?: string;
    /** Instead of all that the refusal cites. */
    readonly grounds?: readonly Citation[];
  } = {},
): Finding {
  const refusals = causes.flatMap((cause) => view.operation(probe)?.refusals.get(cause) ?? []);
  const declared = refusals.filter((refusal) => refusal.declared);
  const first = declared[0];
  const statuses = [...declared.map(({ status }) => status), ...(options.also ?? [])];
  const { grounds, ...found } = denial(view, probe, {
    statuses: first === undefined ? clientErrors : [...new Set(statuses)],
    ...(first === undefined
      ? { expected: 'refused with any 4xx, as the document declares none for this' }
      : options.expected === undefined
        ? {}
        : { expected: options.expected }),
    grounds: first === undefined ? [] : (options.grounds ?? Object.values(first.facts).flat()),
  });
  return succeeded(probe) || grounds === undefined ? found : { ...found, grounds };
}
