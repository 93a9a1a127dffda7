import { citationsOf } from '../../spec/facts.ts';
import type { Exchange } from '../../spec/history.ts';
import type { Citation } from '../../spec/model.ts';
import { weakest } from '../../spec/outcome.ts';
import type { Finding } from '../rule.ts';
import type { View } from './view.ts';

/** The same management call by somebody who may: before the probe, or after it where the call ends its object. */
export function managementControl(view: View, probe: Exchange): { readonly control?: number } {
  if (probe.control !== undefined) return { control: probe.control };
  const allowed = view.exchanges({
    experiment: probe.experiment,
    step: 'manage-allowed',
    case: probe.operation ?? '',
  })[0];
  return allowed === undefined ? {} : { control: allowed.seq };
}

/** What the document cites for the role that was tried, else for the operation's `security`, else for the operation. */
export function managementGrounds(view: View, probe: Exchange): readonly Citation[] {
  const operation = view.operation(probe);
  if (operation === undefined) return [];
  const roles = String(probe.detail['roles'] ?? '').split(' + ');
  const ofRole = roles.flatMap((role) => operation.facts[role] ?? []);
  return ofRole.length > 0 ? ofRole : citationsOf(operation, 'security');
}

/** Of a role that the document leaves open it is reported what was observed, and neither answer is right. */
export function reportedIfOpen(found: Finding): Finding {
  const isOpen = weakest(found.grounds ?? []) === 'open';
  return isOpen && found.verdict !== 'untestable'
    ? { ...found, verdict: 'noted', expected: 'either: the document leaves this role open' }
    : found;
}
