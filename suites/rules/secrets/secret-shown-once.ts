import { citationsOf } from '../../../spec/facts.ts';
import { finding, requestText } from '../../judging/findings.ts';
import { answerPlaces } from '../../judging/lifecycle.ts';
import { isEcho, isInUrlField, isMaking, marksIn, onceKinds, searchable } from '../../judging/secrets.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Finding, Rule } from '../../rule.ts';

export const secretShownOnce: Rule = {
  id: 'secret-shown-once',
  title: 'A secret that is displayed once stands in no other answer',
  level: 'MUST',
  family: 'secrets',
  statements: ['RG-15', 'RG-17', 'RT-15', 'RT-19', 'UA-26', 'UA-27', 'BZ-42'],
  sources: ['OWASP ASVS 14.2.6'],
  experiments: [],
  rationale:
    'A list, a detail, a header or an error that gives the secret back makes every reader of it a holder of the credential.',
  falsePositives:
    'Only secrets of kinds that the document displays in the answer that makes them, and nowhere else: not in a Location of that answer either. An echo of what the request itself carried is judged by secret-never-echoed.',
  applies: (model) => someOrReason(onceKinds(model), 'no secret is displayed once only'),
  judge: (view) =>
    onceKinds(view.model).map((kind): Finding => {
      const leaks = marksIn(view, kind.name).filter(
        ({ exchange, alias, mark }) =>
          isInUrlField(exchange, mark) ||
          (!isMaking(view, kind, exchange, alias) && !isEcho(exchange, alias)),
      );
      const place = answerPlaces(view.model, kind.displayedBy, `${kind.name}.secret`)[0];
      const base = {
        case: kind.name,
        expected: `the secret in answers of ${kind.displayedBy.join(', ')} only, and only in the one that makes it`,
        observed:
          leaks.length === 0
            ? 'found nowhere else'
            : leaks
                .slice(0, 3)
                .map(({ exchange, mark }) => `${mark} in the answer of ${requestText(exchange)}`)
                .join('; '),
        evidence: leaks.slice(0, 3).map(({ exchange }) => exchange.seq),
        grounds: place === undefined ? [] : citationsOf(place, 'display'),
      };
      const searched = searchable(view, kind.name);
      return searched !== true && leaks.length === 0
        ? { ...base, verdict: 'untestable', observed: searched }
        : finding(leaks.length === 0, base);
    }),
};
