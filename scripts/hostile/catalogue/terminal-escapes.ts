import type { Entry } from '../entry.ts';
import { overMock, setField } from '../serving.ts';

const attack = '\x1b[31m\x1b]8;;http://elsewhere.example\x07\r\u202e\u2066\u061c\u0085';

export const terminalEscapes: Entry = {
  id: 'terminal-escapes',
  does: 'puts ANSI escapes, line breaks and bidirectional controls into its texts',
  codes: [1],
  rules: 'all',
  start: overMock((answer) => {
    setField(answer, 'WWW-Authenticate', 'Basic realm="\x1b[2J\x9b31m"');
    setField(answer, 'X-Error', '\x1b]0;owned\x07');
    answer.body = Buffer.from(answer.body.toString('utf8').replaceAll('":"', `":"${attack}`));
    return undefined;
  }),
};
