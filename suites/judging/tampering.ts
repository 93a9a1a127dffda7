import type { Finding } from '../rule.ts';
import { statusOf, statusText, succeeded, unanswered } from './findings.ts';
import { plainIsRefused } from './sweep.ts';
import type { View } from './view.ts';

/** Was anything written by a call whose method and override differ? One finding per such call. */
export function tampering(view: View, step: string): readonly Finding[] {
  return view
    .exchanges({ experiment: 'method-tamper', step })
    .filter((probe) => plainIsRefused(view, probe))
    .map((probe): Finding => {
      const [state] = view.readBacksOf(probe);
      const body = state?.response?.body ?? '';
      const base = {
        case: probe.case,
        expected: 'nothing written',
        evidence: [
          ...(probe.control === undefined ? [] : [probe.control]),
          probe.seq,
          ...(state === undefined ? [] : [state.seq]),
        ],
      };
      if (body.includes(String(probe.detail['marker'])))
        return { ...base, verdict: 'violated', observed: `written, answered ${statusText(probe)}` };
      if (statusOf(probe) === 201)
        return { ...base, verdict: 'violated', observed: 'answered 201 as if it were written' };
      const silence = unanswered([probe, state]);
      if (silence !== undefined) return { ...base, verdict: 'untestable', observed: silence };
      if (!succeeded(state) || !body.includes(String(state?.detail['control'] ?? '∅')))
        return {
          ...base,
          verdict: 'untestable',
          observed: 'the read-back does not show what the permitted call wrote either',
        };
      return { ...base, verdict: 'holds', observed: `nothing written, answered ${statusText(probe)}` };
    });
}
