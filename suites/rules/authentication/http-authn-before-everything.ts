import { answeredFinding, statusOf, statusText } from '../../judging/findings.ts';
import { isProtected } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

const odd = ['unknown-id', 'invalid-json', 'empty-body', 'invalid-body', 'wrong-media-type'];

export const httpAuthnBeforeEverything: Rule = {
  id: 'http-authn-before-everything',
  title: 'Without credentials nothing but their absence is told',
  level: 'SHOULD',
  family: 'authentication',
  statements: ['CD-02', 'RG-21'],
  sources: ['RFC 9110 §11.4', 'OWASP ASVS 5.0 8.3.1'],
  experiments: ['anonymous-oddities'],
  rationale: 'A 400 or 422 tells strangers the schema, a 404 which records exist.',
  falsePositives:
    'Compared with the plain request without credentials, not with a fixed status: what counts is a difference.',
  applies: (model) =>
    model.operations.some(
      (operation) => isProtected(operation) && (operation.body !== undefined || operation.path.includes('{')),
    ) || 'no protected operation takes an id or a body',
  judge: (view) =>
    view.exchanges({ experiment: 'anonymous-oddities' }).flatMap((probe) => {
      const plain = view.exchanges({ experiment: 'anonymous-oddities', step: 'plain', case: probe.case })[0];
      if (!odd.includes(probe.step) || plain === undefined) return [];
      return answeredFinding([plain, probe], statusOf(probe) === statusOf(plain), {
        case: `${probe.case}, ${probe.step}`,
        expected: `${statusText(plain)}, as for a request in which only the credential is missing`,
        observed: statusText(probe),
        evidence: [plain.seq, probe.seq],
      });
    }),
};
