import type { Exchange } from '../../../spec/history.ts';
import { alikeKinds } from '../../experiments/rights-alike.ts';
import { statusOf, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { kindGrounds } from '../../judging/lifecycle.ts';
import type { View } from '../../judging/view.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Finding, Rule } from '../../rule.ts';

export const credentialRightsAlike: Rule = {
  id: 'credential-rights-alike',
  title: 'Credentials that hold no rights of their own all open the same',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['CD-34'],
  sources: [],
  experiments: ['rights-alike'],
  rationale:
    'Where nothing tells credentials apart, the one that replaces another must do what that one did.',
  falsePositives:
    'Refusals other than 401, 403 and 404 say nothing of rights. What neither opens is left to other rules.',
  applies: (model) => someOrReason(alikeKinds(model), 'every credential that is issued holds names'),
  judge: (view) =>
    view.exchanges({ experiment: 'rights-alike', step: 'by-second' }).map((probe) => compared(view, probe)),
};

function compared(view: View, second: Exchange): Finding {
  const first = view.controlOf(second);
  const base = {
    case: second.case,
    expected: 'both are answered alike',
    observed: `the first ${statusText(first)}, the second ${statusText(second)}`,
    evidence: [...(first === undefined ? [] : [first.seq]), second.seq],
    grounds: kindGrounds(view, second, 'rights'),
  };
  const pair = [first, second];
  const isOpen = pair.map(succeeded);
  const isTelling = pair.every((one) => succeeded(one) || [401, 403, 404].includes(statusOf(one)));
  if (unanswered(pair) !== undefined) return { ...base, verdict: 'untestable' };
  if (!isTelling || !isOpen.includes(true)) return { ...base, verdict: 'noted' };
  return { ...base, verdict: isOpen[0] === isOpen[1] ? 'holds' : 'violated' };
}
