import { groundsOf } from '../../../spec/facts.ts';
import { ownIdentity } from '../../experiments/own-identity.ts';
import { finding, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { readText } from '../../lab/read-answer.ts';
import { ownProfileOf } from '../../predict/people.ts';
import type { Finding, Rule } from '../../rule.ts';

export const oneUserPerToken: Rule = {
  id: 'one-user-per-token',
  title: 'Every call runs as the person whose credential it is',
  level: 'MUST',
  family: 'authorisation',
  statements: ['BZ-03', 'RT-10'],
  sources: ['OWASP API2:2023', 'OWASP ASVS 8.3.1'],
  experiments: ['own-identity'],
  rationale: 'A shared service identity, a cached one, or one that a header field names, mixes people up.',
  falsePositives:
    'Ids and e-mail addresses are compared with those of the fixtures; a refused claim is fine.',
  applies: (model) => {
    const shows =
      ownProfileOf(model)
        ?.responses.get(ownProfileOf(model)?.success ?? 200)
        ?.places.some(({ attribute }) => attribute === 'user.email' || attribute === 'user.id') === true;
    return shows ? ownIdentity.applies(model) : 'no operation shows who one is';
  },
  judge: (view) =>
    view
      .exchanges({ experiment: 'own-identity', step: ['who', 'who-claiming'] })
      .flatMap((probe, index): readonly Finding[] => {
        const operation = view.operation(probe);
        if (operation === undefined) return [];
        const user = String(probe.detail['user']);
        const base = {
          case: `${index + 1}: ${probe.case}`,
          expected: user,
          evidence: [probe.seq],
          grounds: groundsOf(view.model, operation, 'security'),
        };
        const silence = unanswered(probe);
        if (silence !== undefined || probe.response === undefined)
          return [{ ...base, verdict: 'untestable', observed: silence ?? statusText(probe) }];
        if (!succeeded(probe))
          return [
            { ...base, verdict: probe.step === 'who' ? 'untestable' : 'holds', observed: statusText(probe) },
          ];
        const [id, email] = [
          readText(view.model, operation, probe.response, 'user.id'),
          readText(view.model, operation, probe.response, 'user.email'),
        ];
        const known = [...view.model.fixtures.users.values()].find(
          (one) => one.email === email || one.name === id,
        );
        if (known === undefined)
          return [
            {
              ...base,
              verdict: 'untestable',
              observed: `${email ?? id ?? 'nobody'}, who is not in the fixtures`,
            },
          ];
        return [finding(known.name === user, { ...base, observed: known.name })];
      }),
};
