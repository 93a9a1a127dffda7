import type { Entry } from '../entry.ts';
import { overMock, setField } from '../serving.ts';

/** A field with C0 controls would be no HTTP; C1 are left. */
const attack = '\x1b[31m\x1b]8;;http://elsewhere.example\x07\r\u202e\u2066\u061c\u0085';

export const terminalEscapes: Entry = {
  id: 'terminal-escapes',
  does: 'puts ANSI escapes, line breaks and bidirectional controls into its texts',
  code: 1,
  rules: 'all',
  start: overMock((answer) => {
    setField(answer, 'WWW-Authenticate', 'Basic realm="\x9b2J\x9b31m"');
    setField(answer, 'X-Error', '\x9d0;owned\x9c');
    answer.body = Buffer.from(answer.body.toString('utf8').replaceAll('":"', `":"${attack}`));
    return undefined;
  }),
};
