import type { Entry } from '../entry.ts';
import { overMock } from '../serving.ts';

const poison = '{"__proto__":{"status":200,"polluted":true},"constructor":{"prototype":{"polluted":true}},';

export const poisonedKeys: Entry = {
  id: 'poisoned-keys',
  does: 'answers with members called __proto__ and constructor',
  // Otherwise it does as the document says, and says no word that it forbids.
  code: 0,
  rules: 'all',
  start: overMock((answer) => {
    answer.body = Buffer.from(answer.body.toString('utf8').replace('{', poison));
    return undefined;
  }),
};
