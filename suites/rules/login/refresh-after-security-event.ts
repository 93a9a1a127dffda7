import { groundsOf } from '../../../spec/facts.ts';
import { denial } from '../../judging/findings.ts';
import { hasRefresh, refreshesOf } from '../../lab/refreshes.ts';
import type { Rule } from '../../rule.ts';
import { anyRefusal } from './login-facts.ts';

const events = new Set(['password-change', 'user-removal', 'logout']);

export const refreshAfterSecurityEvent: Rule = {
  id: 'refresh-after-security-event',
  title: 'A refresh credential is refused after the events that the document says end it',
  level: 'MUST',
  family: 'login',
  statements: [],
  general: ['refresh-expiry-and-revocation'],
  sources: ['RFC 9700 §4.14.2', 'ASVS 7.4.1', 'ASVS 7.4.3'],
  experiments: ['refresh-after-events'],
  rationale: 'A chain that survives the logout or a new password gives its thief a session for ever.',
  falsePositives:
    'Only events that the document names. Another refresh credential of the same user worked just before.',
  applies: (model) => {
    if (hasRefresh(model) !== true) return hasRefresh(model);
    const named = refreshesOf(model).some(({ proof }) => proof.endedBy.some((event) => events.has(event)));
    return named || 'the document ends refresh credentials by no such event';
  },
  judge: (view) =>
    view.exchanges({ experiment: 'refresh-after-events', step: 'after-event' }).map((probe) => {
      const proof = refreshesOf(view.model).find(({ operation }) => operation.key === probe.operation)?.proof;
      return denial(view, probe, {
        statuses: anyRefusal,
        expected: 'refused: the session has ended',
        grounds: proof === undefined ? [] : groundsOf(view.model, proof, 'endedBy'),
      });
    }),
};
