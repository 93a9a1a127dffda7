import { groundsOf } from '../../../spec/facts.ts';
import { acceptance, denial } from '../../judging/findings.ts';
import { hasRefresh, refreshesOf } from '../../lab/refreshes.ts';
import type { Rule } from '../../rule.ts';
import { anyRefusal } from './login-facts.ts';

export const refreshExpiryRule: Rule = {
  id: 'refresh-expiry',
  title: 'A refresh credential works until the documented end of its life and not after',
  level: 'MUST',
  family: 'login',
  statements: ['RT-30'],
  general: ['refresh-expiry-and-revocation'],
  sources: ['RFC 6749 §6', 'ASVS 10.4.8'],
  experiments: ['refresh-expiry'],
  rationale: 'The refresh path is often the one that forgets to look at exp.',
  falsePositives:
    'Five seconds before, and five after the bound that the document gives. Needs a clock hook or a short lifetime.',
  applies: (model) => {
    if (hasRefresh(model) !== true) return hasRefresh(model);
    return (
      refreshesOf(model).some(
        ({ proof }) => typeof proof.lifetime !== 'string' || typeof proof.idle !== 'string',
      ) || 'refresh credentials have no fixed lifetime'
    );
  },
  judge: (view) => {
    const groundsFor = (key: string | undefined) => {
      const proof = refreshesOf(view.model).find(({ operation }) => operation.key === key)?.proof;
      return proof === undefined ? [] : groundsOf(view.model, proof, 'lifetime', 'idle');
    };
    return [
      ...view
        .exchanges({ experiment: 'refresh-expiry', step: 'before-expiry' })
        .map((probe) =>
          acceptance(probe, { case: `${probe.case}, before the end`, grounds: groundsFor(probe.operation) }),
        ),
      ...view.exchanges({ experiment: 'refresh-expiry', step: ['after-expiry', 'much-later'] }).map((probe) =>
        denial(view, probe, {
          case: `${probe.case}, ${probe.step}`,
          statuses: anyRefusal,
          expected: 'refused: expired',
          grounds: groundsFor(probe.operation),
        }),
      ),
    ];
  },
};
