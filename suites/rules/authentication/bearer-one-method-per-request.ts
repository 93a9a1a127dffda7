import { succeeded } from '../../judging/findings.ts';
import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

/** A GET with a form in it may be refused for that alone, before anybody looks at a token. */
const strangeBody = [405, 411, 415, 422];

export const bearerOneMethodPerRequest: Rule = {
  id: 'bearer-one-method-per-request',
  title: 'A token in a second place does not make good for the one in Authorization',
  level: 'SHOULD',
  family: 'authentication',
  statements: [],
  sources: ['RFC 6750 §2', 'RFC 6750 §3.1'],
  experiments: ['token-twice'],
  rationale:
    'Where the first good token wins, a proxy that checks Authorization and a server that reads the query see two callers.',
  falsePositives:
    'A server that knows nothing of the second place ignores it: two good tokens are judged only where the second is accepted alone, and the document does not declare it. A GET with a body may be refused for the body.',
  applies: (model) => hasAnchor(model, 'bearer'),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'token-twice', step: ['bad-first', 'both-good'], sorts: ['bearer'] },
      (probe) => {
        if (probe.step === 'bad-first')
          return {
            ...refused(view, probe, { also: strangeBody }),
            case: `${probe.case}, beside a bad token`,
          };
        const [alone] = view.exchanges({
          experiment: 'token-twice',
          step: 'second-alone',
          case: probe.case,
        });
        const isDeclared = [...view.model.schemes.values()].some(
          ({ carrier }) => carrier.in === 'query' && carrier.name === 'access_token',
        );
        if (!succeeded(alone) || isDeclared) return undefined;
        return {
          ...refused(view, probe, { also: strangeBody }),
          case: `${probe.case}, beside the same token`,
        };
      },
    ),
};
