import { judgeAll, orNone } from '../../judging/passive.ts';
import type { Rule } from '../../rule.ts';
import { headersOf } from '../../wire/message.ts';

export const tlsHstsInfo: Rule = {
  id: 'tls-hsts-info',
  title: 'Strict-Transport-Security, where a server sends it, is understood',
  level: 'SHOULD',
  family: 'authentication',
  statements: [],
  sources: ['RFC 6797 §6.1', 'RFC 6797 §8.1'],
  experiments: [],
  rationale:
    'A field without max-age, or a malformed one, is ignored: whoever relies on it is not protected.',
  falsePositives:
    'APIs need not send it: where no answer over TLS has the field, that is reported and not judged. Plain HTTP is not looked at.',
  applies: (model) => model.schemes.size > 0 || 'no credential is presented anywhere',
  judge: (view) =>
    orNone(
      judgeAll(
        view.exchangeList.filter(({ request }) => request.url.startsWith('https:')),
        'max-age in seconds, once',
        ({ response }) => {
          const [first] = headersOf(response?.headers ?? [], 'strict-transport-security');
          // Only the first field counts (RFC 6797 §8.1).
          return first === undefined ? undefined : understood(first);
        },
        () => 'Strict-Transport-Security',
      ),
      'Strict-Transport-Security over TLS',
    ),
};

function understood(field: string): true | { readonly wrong: string } {
  const directives = field.split(';').map((part) => part.trim().toLowerCase());
  const ages = directives.flatMap((part) => /^max-age\s*=\s*"?(\d+)"?$/.exec(part)?.[1] ?? []);
  const names = directives.filter((part) => part !== '').map((part) => part.split(/\s*=/)[0]);
  if (ages.length !== 1) return { wrong: 'no max-age in seconds' };
  if (new Set(names).size !== names.length) return { wrong: 'a directive stands twice' };
  return true;
}
