import type { Finding } from '../rule.ts';
import { statusText, succeeded, unanswered } from './findings.ts';
import type { View } from './view.ts';

/** Was a credential with odd names refused, or did it open nothing? One finding per attempt to issue one. */
export function harmlessIssue(view: View, step: string): readonly Finding[] {
  return view.exchanges({ experiment: 'name-lookalikes', step }).map((probe): Finding => {
    const control = view.controlOf(probe);
    const base = {
      case: probe.case,
      expected: 'refused, or issued and worth nothing',
      evidence: [...(control === undefined ? [] : [control.seq]), probe.seq],
    };
    if (!succeeded(control))
      return {
        ...base,
        verdict: 'untestable',
        observed: 'a credential with a known name was not issued either',
      };
    const silence = unanswered(probe);
    if (silence !== undefined) return { ...base, verdict: 'untestable', observed: silence };
    if (!succeeded(probe))
      return { ...base, verdict: 'holds', observed: `refused with ${statusText(probe)}` };
    const uses = view
      .exchanges({ experiment: 'name-lookalikes', step: 'use-lookalike' })
      .filter((use) => use.detail['of'] === probe.case && succeeded(view.controlOf(use)));
    const opened = uses.filter(succeeded);
    if (opened.length > 0)
      return {
        ...base,
        verdict: 'violated',
        observed: `issued, and it opens ${opened.map(({ operation }) => operation).join(', ')}`,
        evidence: [...base.evidence, ...opened.map(({ seq }) => seq)],
      };
    const silent = unanswered(uses);
    if (silent !== undefined)
      return { ...base, verdict: 'untestable', observed: `issued, and a call with it: ${silent}` };
    return uses.length === 0
      ? { ...base, verdict: 'untestable', observed: 'issued, but no call could be tried with it' }
      : { ...base, verdict: 'holds', observed: 'issued, and it opens nothing' };
  });
}
