import { groundsOf } from '../../../spec/facts.ts';
import type { Citation } from '../../../spec/model.ts';
import { finding } from '../../judging/findings.ts';
import {
  draftGrounds,
  type IetfField,
  ietfFieldsOf,
  namesWithoutPolicy,
} from '../../judging/ietf-limit-fields.ts';
import { orNone } from '../../judging/passive.ts';
import type { View } from '../../judging/view.ts';
import type { Finding, Rule } from '../../rule.ts';

export const rlIetfGrammar: Rule = {
  id: 'rl-ietf-grammar',
  title: 'RateLimit and RateLimit-Policy follow the grammar of their dialect',
  level: 'MUST',
  family: 'rate-limits',
  statements: [],
  sources: ['RateLimit fields draft §3', 'RFC 9651 §3'],
  experiments: [],
  rationale: 'A structured field that does not parse is ignored whole, by the specification of its parsers.',
  falsePositives:
    'The dialect is the one that the document names; of a field that it does not declare, the one that its form suggests. Unknown parameters are ignored. The draft is not an RFC yet: undeclared fields warn.',
  applies: () => true,
  judge: (view) => {
    const worst = new Map<string, Finding>();
    const keep = (one: Finding) => {
      const known = worst.get(one.case);
      if (known === undefined || (known.verdict === 'holds' && one.verdict === 'violated'))
        worst.set(one.case, one);
    };
    for (const exchange of view.exchangeList) {
      const fields = ietfFieldsOf(view.operation(exchange), exchange);
      for (const one of fields)
        keep(
          finding(one.wrong === '', {
            case: `${one.field.toLowerCase()}, ${one.dialect}`,
            expected: `a value in the dialect ${one.dialect}`,
            observed: `${one.field}: ${one.value}${one.wrong === '' ? '' : ` (${one.wrong})`}`,
            evidence: [exchange.seq],
            grounds: groundsFor(view, one),
          }),
        );
      const [missing] = namesWithoutPolicy(fields);
      const policy = fields.find(({ dialect }) => dialect === 'ratelimit-policy');
      if (policy !== undefined && fields.some(({ dialect }) => dialect === 'ratelimit'))
        keep(
          finding(missing === undefined, {
            case: 'items have policies',
            expected: 'each item of RateLimit is named in RateLimit-Policy',
            observed: missing === undefined ? 'so it is' : `no policy "${missing}"`,
            evidence: [exchange.seq],
            grounds: groundsFor(view, policy),
          }),
        );
    }
    return orNone([...worst.values()], 'RateLimit fields in the grammar of their dialect');
  },
};

function groundsFor(view: View, { place }: IetfField): readonly Citation[] {
  return place === undefined ? draftGrounds : groundsOf(view.model, place);
}
