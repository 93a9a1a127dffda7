import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { answer, exchange, history } from '../../spec/history.test-data.ts';
import { hostile, model, rule, runOf, sampleInput, verdict } from '../fixtures.test-data.ts';
import { renderHtml } from './page.ts';

const sample = sampleInput();
const page = renderHtml([sample]);
const count = (pattern: RegExp, text = page) => text.match(pattern)?.length ?? 0;

describe('hostile text', () => {
  test('adds no element and no attribute', () => {
    expect(count(/<script/g)).toBe(1);
    expect(count(/<img/g)).toBe(0);
    expect(count(/<[^>]*\sonerror/g)).toBe(0);
    expect(page).toContain('&lt;/script&gt;&lt;script&gt;alert(1)');
    expect(page).toContain('\\u202ereversed');
  });

  test('in every text of a run stays text', () => {
    const evil = rule(
      hostile,
      [
        verdict('fail', {
          case: hostile,
          expected: hostile,
          departure: hostile,
          grounds: [{ statement: hostile, basis: 'open' }],
          evidence: [2],
        }),
      ],
      {
        title: hostile,
        family: hostile,
        statements: [hostile],
        sources: [hostile, `RFC 1 §1"><script>`],
      },
    );
    const exchanges = [
      exchange(2, {
        experiment: hostile,
        step: hostile,
        case: hostile,
        presented: [{ scheme: hostile, form: hostile }],
        request: { method: hostile, url: hostile, headers: [[hostile, hostile]], body: hostile },
        response: answer(200, hostile, [
          ['x-left', hostile],
          [hostile, hostile],
        ]),
      }),
    ];
    const run = runOf([evil], {
      spec: { name: hostile, title: hostile },
      target: { baseUrl: hostile, embedded: false },
      startedAt: hostile,
      tool: { name: hostile, version: hostile },
      history: history(exchanges),
      experiments: [
        { id: hostile, purpose: hostile, state: 'broke', message: hostile, requests: 1, durationMs: 1 },
      ],
    });
    const text = renderHtml([
      { run, model },
      { run, model },
    ]);
    expect(count(/<script/g, text)).toBe(1);
    expect(count(/<img/g, text)).toBe(0);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be on the page
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e]/);
  });
});

describe('self-contained', () => {
  test('the policy admits just the inlined style and script', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    const digest = (element: string) => {
      const content = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(page)?.[1] ?? '';
      return `sha256-${createHash('sha256').update(content).digest('base64')}`;
    };
    expect(policy).toBe(
      `default-src 'none'; style-src '${digest('style')}'; script-src '${digest('script')}'; base-uri 'none'; form-action 'none'`,
    );
  });

  test('nothing is loaded and nothing needs an inline style or handler', () => {
    const tags = page.match(/<[a-z][^>]*>/g)?.join('\n');
    expect(tags).not.toMatch(/\ssrc=|<link|\sstyle=|\son\w+=/);
    expect(page).not.toMatch(/@import|url\(/);
  });

  test('filters wait for the script', () => {
    expect(page).toMatch(/<div class="filters"[^>]* hidden>/);
  });
});

describe('content', () => {
  test('a failure has rule, citation, statement, expected, observed, exchanges and a command', () => {
    const start = page.indexOf('id="run-1-token-revoked-refused"');
    const card = page.slice(start, page.indexOf('</article>', start));
    for (const part of [
      'Title of token-revoked-refused',
      '<code>token-revoked-refused</code>',
      '<b class="statement">LB-7</b>',
      'href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1"',
      '<dt>Expected</dt><dd>401</dd>',
      '#40',
      '#42',
      'Authorization</b>: Bearer <mark>⟦token#3⟧</mark>',
      'curl -sS',
      '&quot;$TOKEN_3&quot;',
      'positive control #40',
    ]) {
      expect(card).toContain(part);
    }
  });

  test('the matrix links a violated cell to its finding', () => {
    expect(page).toMatch(
      /<td class="c deny fail" title="Archivist × DELETE \/loans: refused, fail; observed 204"><a href="#run-1-authz-matrix-deny">/,
    );
    expect(page).toMatch(/<td class="c deny warn assumed" title="Volunteer × POST \/books/);
    expect(page).toContain('3 of 12 cells confirmed, 1 violated, 2 not stated but assumed');
  });

  test('the rate limits are drawn, refusals marked', () => {
    expect(page).toContain(
      'aria-label="token#3: Remaining went from 9 to 0 over 12 requests; 2 answered 429."',
    );
    expect(count(/<title>#\d+: 429<\/title>/g)).toBe(2);
  });

  test('several runs get an overview and a section each', () => {
    const two = renderHtml([sample, { ...sample, run: runOf([rule('a', [verdict('pass')])]) }]);
    expect(two).toContain('<h1>1 of 2 schemes conforms</h1>');
    expect(count(/<section class="run"/g, two)).toBe(2);
    expect(two).toContain('Nothing to look at');
  });

  test('ids are unique', () => {
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map((found) => found[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('size', () => {
  const huge = '<b>&"'.repeat(40_000);
  const events = Array.from({ length: 2002 }, (_, index) =>
    exchange(index, { response: answer(500, huge, [['X', huge]]) }),
  );
  const failing = (index: number) =>
    verdict('fail', {
      case: `case ${index}`,
      observed: huge,
      expected: huge,
      evidence: [index, index + 1, index + 2],
    });

  test('2,000 failed verdicts with huge bodies stay below 5 MB and say what is left out', () => {
    const rules = Array.from({ length: 100 }, (_, at) =>
      rule(
        `rule-${at}`,
        Array.from({ length: 20 }, (__, index) => failing(at * 20 + index)),
      ),
    );
    const text = renderHtml([{ run: runOf(rules, { history: history(events) }), model }]);
    expect(text.length).toBeLessThan(5_000_000);
    expect(count(/<article class="finding/g, text)).toBe(100);
    expect(text).toContain('this page has reached its size limit');
    expect(text).toMatch(/… \d+ more characters/);
    expect(text).toMatch(/This page holds \d+ of 2002 exchanges/);
  });
});
