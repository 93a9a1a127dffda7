import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answer, exchange, history } from '../../spec/history.test-data.ts';
import { model, rule, runOf, verdict } from '../fixtures.test-data.ts';
import { visible } from '../text.ts';
import { html } from './markup.ts';
import { renderHtml } from './page.ts';

/** What breaks out of text, attributes, comments, scripts and lines, between any characters. */
const piece = fc.oneof(
  fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '&',
    '`',
    '=',
    '/',
    '</script>',
    '<script>',
    '<!--',
    '-->',
    ']]>',
    '<img src=x onerror=alert(1)>',
    '&lt;',
    '&#60;',
    '\\u003c',
    '⟦token#1⟧',
    '⟦',
    '⟧',
    '\u202e',
    '\0',
    '\n',
    'javascript:',
  ),
  fc.nat(0xffff).map((code) => String.fromCharCode(code)),
  fc.string({ maxLength: 5 }),
);
const hostile = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const unescaped = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');

/** All that a page may consist of: our own tags with quoted attributes. Text is what is left. */
const tag = /<(?:!doctype html|\/?[a-z][a-z0-9-]*(?:\s+[a-z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*\s*\/?)>/g;
function tagsIn(page: string): readonly string[] {
  const withoutOwn = page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '<$1></$1>');
  const tags = withoutOwn.match(tag) ?? [];
  expect(withoutOwn.replace(tag, '')).not.toMatch(/[<>"]/);
  return tags.map((one) => one.replace(/="[^"]*"/g, '=""'));
}

describe('text of a target', () => {
  test('is itself in element and attribute, and nothing more', () => {
    fc.assert(
      fc.property(hostile, hostile, (text, attribute) => {
        const [, title = '', inner = ''] =
          /^<p title="([^"]*)">([^<]*)<\/p>$/.exec(html`<p title="${attribute}">${[text]}</p>`.text) ?? [];
        expect([unescaped(title), unescaped(inner)]).toEqual([visible(attribute), visible(text)]);
        expect(title + inner).not.toMatch(/[<>"']/);
      }),
      { numRuns: 500 },
    );
  });

  test('brings no tag and no attribute into a page', () => {
    const pageWith = (text: string) => {
      const presented = [{ scheme: text, form: text }];
      const request = { method: text, url: text, headers: [[text, text] as const], body: text };
      const evil = rule(
        text,
        [verdict('fail', { case: text, expected: text, observed: text, evidence: [2] })],
        {
          title: text,
          family: text,
          statements: [text],
          sources: [text],
        },
      );
      const events = [
        exchange(2, {
          step: text,
          case: text,
          presented,
          request,
          response: answer(200, text, [[text, text]]),
        }),
      ];
      const run = runOf([evil], {
        spec: { name: text, title: text },
        target: { baseUrl: text, embedded: false },
        history: history(events),
      });
      return renderHtml([{ run, model }]);
    };
    const own = new Set(tagsIn(pageWith('plain')));
    own.add('<mark>').add('</mark>');
    fc.assert(
      fc.property(
        hostile.map((text) => `${text}x`),
        (text) => {
          expect(tagsIn(pageWith(text)).filter((one) => !own.has(one))).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
});
