import { describe } from 'vitest';
import { desk, entry, judgesBothWays, token } from '../lifecycle/workshop.test-data.ts';
import { secretShownOnce } from './secret-shown-once.ts';

const made = token(2, 'issue-and-list', 1, { by: 1 });
const issue = (location: string) =>
  desk(1, 'issue-and-list/issue', 'POST /tokens', 201, {
    body: JSON.stringify({ ...entry('t1'), token: '⟦token#1⟧' }),
    headers: [['Location', location]],
  });
const later = desk(3, 'issue-and-list/list', 'GET /tokens', 200, { body: '[]' });

describe('the answer that makes a secret shows it in its body, not in its Location', () => {
  judgesBothWays([
    {
      rule: secretShownOnce,
      holds: [issue('/tokens/t1'), made, later],
      violated: [issue('/tokens/⟦token#1⟧'), made, later],
    },
  ]);
});
