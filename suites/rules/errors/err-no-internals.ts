import { judgeAll, orNone } from '../../judging/passive.ts';
import type { Rule } from '../../rule.ts';

const internals: readonly (readonly [RegExp, string])[] = [
  [/\bat (?:[\w.<>$]+ )?\(?(?:file:\/\/)?\/?[\w./-]+\.[cm]?[jt]s:\d+:\d+\)?/, 'a stack trace'],
  [/Traceback \(most recent call last\)|^\s+at [\w$.]+\([\w.]+:\d+\)/m, 'a stack trace'],
  [
    /\b(?:SQLSTATE|ORA-\d{5}|syntax error at or near|You have an error in your SQL syntax)\b/i,
    'a database error',
  ],
  [/\bSELECT\b.{1,200}\bFROM\b.{1,200}\bWHERE\b/is, 'a query'],
  [/(?:\/(?:home|usr|var|srv|opt|app)\/[\w./-]+\.\w+|[A-Z]:\\[\w\\.-]+)/, 'a file path'],
  [/\b(?:Express|nginx|Apache|Tomcat|PHP|Werkzeug|Django|Rails)\/\d+\.\d+/i, 'a framework version'],
];

export const errNoInternals: Rule = {
  id: 'err-no-internals',
  title: 'Error answers show no internals',
  level: 'SHOULD',
  family: 'errors',
  statements: [],
  sources: ['OWASP ASVS 5.0 16.5.1', 'OWASP ASVS 5.0 13.4.6'],
  experiments: [],
  rationale: 'Stack traces, queries, paths and versions are a map for the next attack.',
  falsePositives: 'A short, precise list of patterns; the words alone are not enough.',
  applies: () => true,
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, 'no stack trace, query, file path or framework version', (exchange) => {
        if ((exchange.response?.status ?? 0) < 400) return undefined;
        const found = internals.find(([pattern]) => pattern.test(exchange.response?.body ?? ''));
        return found === undefined || { wrong: `shows ${found[1]}` };
      }),
      'no internals',
    ),
};
