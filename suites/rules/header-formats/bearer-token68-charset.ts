import { finding } from '../../judging/findings.ts';
import { anchorsOfSort, hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const bearerToken68Charset: Rule = {
  id: 'bearer-token68-charset',
  title: 'Bearer tokens hold only the characters of token68',
  level: 'MUST',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 6750 §2.1', 'RFC 9110 §11.2'],
  experiments: [],
  rationale: 'A token with a colon, a bar or a percent sign breaks intermediaries and shells.',
  falsePositives: 'Judged by the alphabet of all tokens given out in the run.',
  applies: (model) => hasAnchor(model, 'bearer'),
  judge: (view) => {
    const kinds = new Set(anchorsOfSort(view.model, 'bearer').map(({ kind }) => kind.name));
    return [...kinds].map((kind) => {
      const issued = view.facts('issued').filter(({ type, how }) => type === kind && how !== 'forged');
      const odd = [...new Set(issued.flatMap(({ secret }) => [...secret.alphabet]))].filter(
        (letter) => !/[A-Za-z0-9._~+/=-]/.test(letter),
      );
      const base = { case: kind, expected: 'letters, digits and - . _ ~ + / =', evidence: [] };
      if (issued.length === 0)
        return { ...base, verdict: 'untestable', observed: `no ${kind} was given out in this run` };
      return finding(odd.length === 0, {
        ...base,
        observed:
          odd.length === 0
            ? `so in ${issued.length}`
            : `also ${odd.map((letter) => JSON.stringify(letter)).join(' ')}`,
      });
    });
  },
};
