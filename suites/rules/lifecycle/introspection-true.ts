import { citationsOf } from '../../../spec/facts.ts';
import { introspections } from '../../experiments/introspection.ts';
import { entriesOf } from '../../judging/entries.ts';
import { finding, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { answerPlaces } from '../../judging/lifecycle.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Finding, Rule } from '../../rule.ts';

const dead = ['read-revoked', 'read-expired', 'read-unknown'];

export const introspectionTrue: Rule = {
  id: 'introspection-true',
  title: 'Introspection calls what works active, and what is revoked, expired or unknown inactive',
  level: 'MUST',
  family: 'lifecycle',
  statements: [],
  sources: ['RFC 7662 §2.2'],
  experiments: ['introspection'],
  rationale: 'Whoever asks lets the holder in by this answer alone.',
  falsePositives:
    'What is asked after as live was used right before; what has ended, after the bound for endings, and only if it was called active while it lived.',
  applies: (model) => someOrReason(introspections(model), 'no operation tells whether a value works'),
  judge: (view) =>
    view
      .exchanges({ experiment: 'introspection', step: ['read-live', ...dead] })
      .flatMap((probe): readonly Finding[] => {
        const operation = view.operation(probe);
        if (operation === undefined) return [];
        const control = view.controlOf(probe);
        const isDead = dead.includes(probe.step);
        const active = entriesOf(operation, probe)[0]?.get('active');
        const [place] = answerPlaces(view.model, [operation.key], `${operation.object}.active`);
        const base = {
          case: `${probe.step}: ${probe.case}`,
          expected: isDead ? 'inactive' : 'active',
          observed: succeeded(probe) ? `active: ${JSON.stringify(active) ?? 'absent'}` : statusText(probe),
          evidence: [...(control === undefined ? [] : [control.seq]), probe.seq],
          grounds: place === undefined ? [] : citationsOf(place, 'display'),
        };
        const silence = unanswered(probe);
        if (silence !== undefined) return [{ ...base, verdict: 'untestable', observed: silence }];
        const wasActive =
          control !== undefined &&
          succeeded(control) &&
          (!isDead || entriesOf(operation, control)[0]?.get('active') === true);
        if (!wasActive)
          return [
            { ...base, verdict: 'untestable', observed: 'the positive control shows no working credential' },
          ];
        return [finding(succeeded(probe) && active === !isDead, base)];
      }),
};
