import type { Exchange } from '../../spec/history.ts';
import type { Citation } from '../../spec/model.ts';
import { type Anchor, anchorsOfSort, type SchemeSort } from '../predict/anchors.ts';
import type { Finding } from '../rule.ts';
import { acceptance, denial, statusText, succeeded } from './findings.ts';
import type { View } from './view.ts';

/** Statuses by which a credential in a wrong form may be refused; the exact one is the business of other rules. */
const refusals = [400, 401, 403, 413, 414, 431];

export interface FormSelection {
  readonly experiment: string;
  readonly step: string | readonly string[];
  /** All sorts if absent. */
  readonly sorts?: readonly SchemeSort[];
  /** Only anchors that this is true of. */
  readonly where?: (anchor: Anchor) => boolean;
}

/** Judges the probes of some steps, scheme by scheme; a scheme that could not be tried is untestable. */
export function judgeForms(
  view: View,
  selection: FormSelection,
  judge: (probe: Exchange, anchor: Anchor) => Finding | undefined,
): readonly Finding[] {
  const { experiment, step, sorts = [], where = () => true } = selection;
  return anchorsOfSort(view.model, ...sorts)
    .filter(where)
    .flatMap((anchor): readonly Finding[] => {
      const { name } = anchor.scheme;
      const all = view
        .exchanges({ experiment })
        .filter(
          ({ detail, case: label }) =>
            detail['scheme'] === name || label === name || label.startsWith(`${name}: `),
        );
      const why = view.notes('lacking', experiment).find(({ about }) => about === name);
      if (all.length === 0 || why !== undefined) {
        const observed = why?.message ?? 'the scheme was not tried in this run';
        return [
          {
            case: name,
            verdict: 'untestable',
            expected: 'a good credential to compare with',
            observed,
            evidence: [],
          },
        ];
      }
      const steps = typeof step === 'string' ? [step] : step;
      return all.filter((probe) => steps.includes(probe.step)).flatMap((probe) => judge(probe, anchor) ?? []);
    });
}

/** The probe must be refused cleanly, after its control succeeded. A connection that is closed on it counts as refused. */
export function refused(
  view: View,
  probe: Exchange,
  options: { readonly grounds?: readonly Citation[]; readonly also?: readonly number[] } = {},
): Finding {
  const control = view.controlOf(probe);
  if (probe.failure?.kind === 'reset' && probe.transport === 'raw' && succeeded(control)) {
    return {
      case: probe.case,
      verdict: 'holds',
      expected: 'refused',
      observed: 'the connection was closed',
      evidence: [control?.seq ?? probe.seq, probe.seq],
    };
  }
  return denial(view, probe, {
    statuses: [...refusals, ...(options.also ?? [])],
    expected: 'refused',
    ...(options.grounds === undefined ? {} : { grounds: options.grounds }),
  });
}

/** The probe must be accepted as its control was. */
export function acceptedAlike(view: View, probe: Exchange, grounds?: readonly Citation[]): Finding {
  const control = view.controlOf(probe);
  if (!succeeded(control)) {
    return {
      case: probe.case,
      verdict: 'untestable',
      expected: 'accepted (2xx)',
      observed: `the usual form did not succeed (${statusText(control)})`,
      evidence: [probe.seq],
    };
  }
  return acceptance(probe, {
    evidence: control === undefined ? [] : [control.seq],
    ...(grounds === undefined ? {} : { grounds }),
  });
}
