import { ietfFieldsOf } from '../../judging/ietf-limit-fields.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import type { View } from '../../judging/view.ts';
import type { Rule } from '../../rule.ts';

/** Shorter names would be found by chance. */
const shortestName = 3;

export const rlPartitionKeyNotSecret: Rule = {
  id: 'rl-partition-key-not-secret',
  title: 'Partition keys and policy names give away neither a credential nor who its owner is',
  level: 'SHOULD',
  family: 'rate-limits',
  statements: [],
  sources: ['RateLimit fields draft, security considerations', 'CWE-200'],
  experiments: [],
  rationale:
    'Response fields end up in logs and caches that request credentials are kept out of; a partition key made of the key is the key.',
  falsePositives:
    'Credentials are searched for in all encodings that the harness knows; ids of users, their addresses and the ids of credentials in clear, bounded by something that is no letter or digit, and only in keys that are text.',
  applies: () => true,
  judge: (view) => {
    const names = namesOf(view);
    return orNone(
      judgeAll(view.exchangeList, 'nothing that names a credential or a person', (exchange) => {
        const fields = ietfFieldsOf(view.operation(exchange), exchange);
        const items = fields.flatMap(({ items: found }) => found);
        const masked = fields.find(({ value }) => /⟦(?!unlisted#)/.test(value));
        if (masked !== undefined) return { wrong: `${masked.field}: ${masked.value}` };
        if (items.every(({ name, partitionKey }) => name === undefined && partitionKey === undefined))
          return undefined;
        const texts = items.flatMap(({ name = '', partitionKey = '' }) => [name, partitionKey]);
        const found = names.find(({ pattern }) => texts.some((text) => isText(text) && pattern.test(text)));
        return found === undefined || { wrong: `${found.what} in clear` };
      }),
      'partition keys and policy names that say nothing of the caller',
    );
  },
};

function isText(value: string): boolean {
  return /^[\x20-\x7e]+$/.test(value);
}

interface Name {
  readonly what: string;
  readonly pattern: RegExp;
}

/** What the run knows people and credentials by. */
function namesOf(view: View): readonly Name[] {
  const issued = view.facts('issued');
  const users = [
    ...[...view.model.fixtures.users.values()].flatMap(({ name, email }) => [name, email]),
    ...view.facts('user-made').map(({ user }) => user),
    ...issued.map(({ owner }) => owner),
  ];
  const ids = issued.map(({ id }) => id);
  return [...named('a user', users), ...named('the id of a credential', ids)];
}

function named(what: string, texts: readonly (string | undefined)[]): readonly Name[] {
  return [...new Set(texts)]
    .filter((text) => text !== undefined)
    .filter((text) => text.length >= shortestName && !text.includes('⟦'))
    .map((text) => ({
      what,
      pattern: new RegExp(`(?<![A-Za-z0-9])${RegExp.escape(text)}(?![A-Za-z0-9])`),
    }));
}
