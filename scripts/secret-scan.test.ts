import { describe, expect, test } from 'vitest';
import { SecretScan } from './secret-scan.ts';

describe('a scan for secrets', () => {
  const scan = new SecretScan(['tok_abcdef0123456789', 'pa"ss<word>&\'12', 'short']);

  test.each([
    ['in the middle', 'before tok_abcdef0123456789 after'],
    ['at the very end', 'tok_abcdef0123456789'],
    ['as JSON spells it', JSON.stringify({ a: 'pa"ss<word>&\'12' })],
    ['as HTML spells it', '<b>pa&quot;ss&lt;word&gt;&amp;&#39;12</b>'],
  ])('finds one %s', (_, text) => {
    expect(scan.finds(text)).toBe(true);
  });

  test.each(['', 'tok_abcdef012345678', 'short', '⟦token#1⟧ tok_abc', 'x'.repeat(100_000)])(
    'finds nothing else',
    (text) => {
      expect(scan.finds(text)).toBe(false);
    },
  );
});
