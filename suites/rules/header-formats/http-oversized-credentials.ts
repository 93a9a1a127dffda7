import { judgeForms, refused } from '../../judging/forms.ts';
import { anchorsOfSort } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpOversizedCredentials: Rule = {
  id: 'http-oversized-credentials',
  title: 'Oversized credentials are refused quickly',
  level: 'SHOULD',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 6585 §5', 'OWASP ASVS 5.0 4.2.5'],
  experiments: ['malformed-credentials'],
  rationale: 'A pattern or a hash over 64 KiB of text can stall or crash a server.',
  falsePositives: '413, 414, 431 and a closed connection are refusals too. More than five seconds is slow.',
  applies: (model) =>
    anchorsOfSort(model).some(({ scheme }) => scheme.carrier.in === 'header') ||
    'no GET operation takes a credential in a header field',
  judge: (view) =>
    judgeForms(view, { experiment: 'malformed-credentials', step: 'oversized' }, (probe) => {
      const tookMs = probe.endedMs - probe.startedMs;
      const found = refused(view, probe);
      const hung = probe.failure?.kind === 'timeout';
      if (hung || (found.verdict === 'holds' && tookMs > 5000))
        return { ...found, verdict: 'violated', observed: `answered after ${Math.round(tookMs)} ms` };
      return found;
    }),
};
