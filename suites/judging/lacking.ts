import type { Finding } from '../rule.ts';
import type { View } from './view.ts';

/** A finding for each part of an experiment that lacked its means, so that silence never passes for a pass. */
export function lackingParts(view: View, experiment: string): readonly Finding[] {
  return view.notes('lacking', experiment).filter(({ about }) => about !== '').map(({ about, message }) => ({
    case: about, verdict: 'untestable', expected: 'the means to try', observed: message, evidence: [],
  }));
}
