import { describe, expect, test } from 'vitest';
import { TargetError } from '../../spec/errors.ts';
import { parseBounded } from './bounded-json.ts';
import { Endurance } from './endurance.ts';
import { Mask } from './mask.ts';
import { Recorder } from './recorder.ts';
import { ResponseReader } from './response-reader.ts';
import { Taint } from './taint.ts';

function read(text: string, method = 'GET') {
  const reader = new ResponseReader(method);
  // In small pieces: no part may depend on where packets are cut.
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at < bytes.length; at += 7) {
    reader.push(bytes.subarray(at, at + 7));
    const response = reader.read(false);
    if (response !== undefined) return response;
  }
  return reader.read(true);
}

describe('an answer is framed in one way only', () => {
  const ok = 'HTTP/1.1 200 OK\r\n';
  test.each([
    ['negative length', `${ok}Content-Length: -5\r\n\r\nabc`],
    ['two lengths', `${ok}Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc`],
    ['length and chunks', `${ok}Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n`],
    ['a chunk longer than its size', `${ok}Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n`],
    ['a size that is none', `${ok}Transfer-Encoding: chunked\r\n\r\n-1\r\na\r\n`],
    ['an upgrade', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
    ['a storm of 1xx', 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(101)],
    ['a flood of fields', `${ok}${'A: b\r\n'.repeat(10_000)}`],
  ])('%s is a protocol failure', (_, text) => expect(() => read(text)).toThrow(/parse error/));

  test('equal lengths, interim answers and chunks with extensions are read', () => {
    const text = `HTTP/1.1 103 Early Hints\r\n\r\n${ok}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}`;
    expect(read(text)?.body).toBe('{}');
    expect(read(`${ok}Transfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\n\r\n`)?.body).toBe('{}');
    expect(read(`${ok}Content-Length: 2\r\n\r\n`, 'HEAD')?.body).toBe('');
  });

  test('bytes behind the end are told', () => {
    const reader = new ResponseReader();
    reader.push(Buffer.from(`${ok}Content-Length: 1\r\n\r\na${ok}`));
    expect(reader.read(false)?.body).toBe('a');
    expect(reader.surplus).toBe(ok.length);
  });
});

test('JSON that is nested without end is none; brackets in texts do not count', () => {
  expect(parseBounded(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toBeUndefined();
  expect(parseBounded('{"a":'.repeat(101) + 1 + '}'.repeat(101))).toBeUndefined();
  const texts = { a: '[{'.repeat(500), b: '\\"[' };
  expect(parseBounded(JSON.stringify(texts))).toEqual(texts);
  expect(parseBounded(`${'['.repeat(99)}${']'.repeat(99)}`)).toBeDefined();
});

describe('a target is given up', () => {
  const timeout = { sent: [], failure: { kind: 'timeout', message: 'none' } } as const;
  const answer = { sent: [], response: { status: 200, headers: [], body: '' } };

  test('after eight timeouts in a row, not if an answer comes in between', () => {
    const endurance = new Endurance();
    for (let count = 1; count < 8; count += 1) expect(endurance.observe(timeout, 1, 1000)).toBeUndefined();
    expect(endurance.observe(answer, 1, 1000)).toBeUndefined();
    for (let count = 1; count < 8; count += 1) expect(endurance.observe(timeout, 1, 1000)).toBeUndefined();
    expect(endurance.observe(timeout, 1, 1000)).toContain('8 requests in a row');
  });

  test('if forty answers took all the time that one may', () => {
    const endurance = new Endurance();
    for (let count = 1; count < 40; count += 1) expect(endurance.observe(answer, 1000, 1000)).toBeUndefined();
    expect(endurance.observe(answer, 1000, 1000)).toContain('too slow');
  });

  test('and what was recorded before is kept', () => {
    const recorder = new Recorder(new Taint());
    const label = { experiment: 'e', role: 'probe', step: 's', case: '', presented: [], detail: {} } as const;
    const sent = { method: 'GET', url: 'http://library.example/' };
    for (let count = 0; count < 8; count += 1)
      recorder.exchange(recorder.reserve(), label, sent, timeout, { startedMs: 0, transport: 'client' });
    expect(() => recorder.reserve()).toThrow(TargetError);
    expect(recorder.stopped).toContain('the rest was not tried');
    const { events } = recorder.seal({
      spec: { name: 'library', title: '' },
      target: { baseUrl: '', control: false },
    });
    expect(events).toHaveLength(8);
  });

  test('when its answers fill the history: the one that does not fit is no answer', () => {
    const recorder = new Recorder(new Taint());
    const label = { experiment: 'e', role: 'probe', step: 's', case: '', presented: [], detail: {} } as const;
    const large = { sent: [], response: { status: 200, headers: [], body: '\0'.repeat(2_000_000) } };
    const kept: boolean[] = [];
    while (recorder.stopped === undefined && kept.length < 100) {
      const { response, failure } = recorder.exchange(
        recorder.reserve(),
        label,
        { method: 'GET', url: 'http://library.example/' },
        large,
        { startedMs: 0, transport: 'client' },
      );
      kept.push(response !== undefined);
      if (response === undefined) expect(failure?.kind).toBe('too-large');
    }
    expect(kept).toEqual([true, true, true, true, true, false]);
  });
});

describe('hostile texts take time in proportion to their length', () => {
  // Each of these would take hours if every place were read to the end of the text.
  test.each([
    ['escaped quotes', '\\"'.repeat(300_000)],
    ['names without end', 'a-'.repeat(300_000)],
    ['half aliases', `token=${'⟦'.repeat(300_000)}`],
    ['colons', '"token":"'.repeat(60_000)],
  ])('%s in a mask', (_, body) => {
    expect(new Mask('here').response({ status: 200, headers: [], body }).status).toBe(200);
  });

  test('a secret that stands in a text some ten thousand times, beside escapes', () => {
    const taint = new Taint();
    taint.aliasFor('token', 'a-secret-of-the-library', 'here');
    const text = 'a-secret-of-the-library%20'.repeat(20_000);
    expect(taint.clean(text)).toBe('⟦token#here.1⟧%20'.repeat(20_000));
  });

  test('a secret beyond all measure is refused, in few words', () => {
    expect(() => new Taint().aliasFor('token', 'x'.repeat(1_000_000), 'here')).toThrow(
      /of 1000000 characters$/,
    );
  });
});

test('a stray quote before a member hides no secret from the mask', () => {
  const body = '" {"client_secret":"abcdef123456"}';
  expect(new Mask('here').response({ status: 200, headers: [], body }).body).toBe(
    '" {"client_secret":"⟦unlisted#here.1⟧"}',
  );
});
