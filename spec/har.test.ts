import { describe, expect, test } from 'vitest';
import { UsageError } from './errors.ts';
import { historyFromHar, parseHar, toHar } from './har.ts';
import { everyKindOfEvent, history } from './history.test-data.ts';

const full = history(everyKindOfEvent);
const stored = () => JSON.parse(JSON.stringify(toHar(full)));

describe('HAR round trip', () => {
  test('loses nothing of any kind of event', () => {
    expect(historyFromHar(JSON.stringify(toHar(full)), 'run.har')).toEqual(full);
  });

  test('restores the order of events by sequence number', () => {
    const har = stored();
    har.log.entries.reverse();
    expect(parseHar(har, 'run.har').events.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('entries are plain HAR 1.2', () => {
    const { log } = toHar(full, { name: 'authproof', version: '1.2.3' });
    expect(log.version).toBe('1.2');
    expect(log.creator).toEqual({ name: 'authproof', version: '1.2.3' });
    expect(log.entries[0]).toMatchObject({
      startedDateTime: '2026-01-05T09:00:00.020Z',
      time: 4,
      request: {
        method: 'POST',
        postData: { mimeType: 'application/json' },
        queryString: [
          { name: 'a', value: '1' },
          { name: 'a', value: '2' },
        ],
      },
      response: { status: 201, content: { mimeType: 'application/json' } },
      timings: { send: 0, wait: 4, receive: 0 },
    });
  });

  test('a request without an answer has status 0 and says why', () => {
    const entry = toHar(full).log.entries.at(-1);
    expect(entry?.response.status).toBe(0);
    expect(entry?.response.comment).toBe('socket hang up');
  });
});

describe('refused files', () => {
  const broken: [name: string, text: () => string, message: RegExp][] = [
    ['no JSON', () => '<html>', /^run\.har #: is not JSON/],
    ['not an object', () => '[]', /^run\.har #: must be object/],
    [
      'a HAR of a browser',
      () => '{"log":{"version":"1.2","entries":[]}}',
      /#\/log: must have required property '_authproof'/,
    ],
    [
      'an unknown role',
      () =>
        edited((har) => {
          har.log.entries[0]._authproof.role = 'x';
        }),
      /#\/log\/entries\/0\/_authproof\/role: must be equal to one of the allowed values.*setup/,
    ],
    [
      'an unknown fact',
      () =>
        edited((har) => {
          har.log._authproof.facts[0].fact = 'x';
        }),
      /#\/log\/_authproof\/facts\/0/,
    ],
    [
      'an incomplete fact',
      () =>
        edited((har) => {
          delete har.log._authproof.facts[0].secret;
        }),
      /facts\/0: must have required property 'secret'/,
    ],
    [
      'a newer version',
      () =>
        edited((har) => {
          har.log._authproof.version = 2;
        }),
      /_authproof\/version: must be equal to constant \(1\)/,
    ],
    [
      'one number twice',
      () =>
        edited((har) => {
          har.log.entries[0]._authproof.seq = 1;
        }),
      /two events have the sequence number 1/,
    ],
  ];

  test.each(broken)('%s: place, problem and mend', (_name, text, message) => {
    const attempt = () => historyFromHar(text(), 'run.har');
    expect(attempt).toThrow(UsageError);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(/--report har/);
  });
});

function edited(change: (har: ReturnType<typeof stored>) => void): string {
  const har = stored();
  change(har);
  return JSON.stringify(har);
}
