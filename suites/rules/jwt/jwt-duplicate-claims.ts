import { succeeded } from '../../judging/findings.ts';
import { bearsJwt, datedBearers, jwtBearers } from '../../predict/jwt-kinds.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';
import { subjectClaim } from '../../wire/signed-variants.ts';
import { judgeSigned } from './signed-verdicts.ts';

export const jwtDuplicateClaims: Rule = {
  id: 'jwt-duplicate-claims',
  title: 'Of a claim that stands twice in a JWT the last one counts, or the token is refused',
  level: 'MUST',
  family: 'jwt',
  statements: [],
  sources: ['RFC 7519 §4', 'RFC 8259 §4'],
  experiments: ['signed-jwts'],
  rationale: 'Two readers that keep different ones disagree about who was let in, and for how long.',
  falsePositives:
    'The last one is wrong in each case, so a refusal is right for both readings that RFC 7519 allows; only who keeps the first one accepts.',
  applies: (model) => {
    if (bearsJwt(model) !== true) return bearsJwt(model);
    const named = jwtBearers(model).filter((kind) => subjectClaim(kind) !== undefined);
    return someOrReason(
      [...datedBearers(model), ...named],
      'the JWTs of the document name neither a time nor their subject',
    );
  },
  judge: (view) => {
    // Who accepts any subject shows nothing by accepting a wrong one.
    const anybody = view
      .exchanges({ experiment: 'signed-jwts', step: 'sub-unknown' })
      .filter((probe) => probe.case.endsWith(' of nobody') && succeeded(probe))
      .map((probe) => probe.case.replace(/ of nobody$/, ' twice'));
    return judgeSigned(view, 'duplicates').map((finding) =>
      anybody.some((name) => finding.case.includes(name)) && finding.verdict === 'violated'
        ? { ...finding, verdict: 'noted', observed: 'accepted, as any subject is' }
        : finding,
    );
  },
};
