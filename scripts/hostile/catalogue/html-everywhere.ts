import type { Entry } from '../entry.ts';
import { overMock, setField } from '../serving.ts';

const attack = `</script></pre><script>alert(1)</script><img src=x onerror=alert(2)>]]>'><svg/onload=alert(3)>{{7*7}}`;

export const htmlEverywhere: Entry = {
  id: 'html-everywhere',
  does: 'puts markup with scripts into status texts, fields and bodies',
  code: 1,
  rules: 'all',
  start: overMock((answer) => {
    answer.headers = answer.headers.map(([name, value]) => [
      name,
      value.replace(/realm="[^"]*"/i, `realm="${attack}"`),
    ]);
    for (const name of ['Location', 'Allow', 'X-Error', 'Retry-After', 'Content-Language', 'RateLimit-Limit'])
      setField(answer, name, attack);
    const text = JSON.stringify(attack).slice(1, -1);
    answer.body = Buffer.from(answer.body.toString('utf8').replaceAll('":"', `":"${text}`));
    return undefined;
  }),
};
