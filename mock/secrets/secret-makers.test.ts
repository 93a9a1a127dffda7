import { describe, expect, test } from 'vitest';
import { secretMaker } from './opaque.ts';
import { patternMaker } from './pattern.ts';

const patterns = [
  '^rg_(?<id>[a-z0-9]{6})_(?<secret>[A-Za-z0-9]{32})$',
  '^[0-9a-f]{48}$',
  '^(?:sk|pk)-\\w{24}$',
  '^(a|b)\\1[^a-z]{4}$',
  '^\\d+-[A-Z]{2,5}x?$',
];

describe('secrets', () => {
  test.each(patterns)('from %s fit it and differ', (pattern) => {
    const make = patternMaker(pattern);
    const made = Array.from({ length: 20 }, () => make() ?? '');
    for (const text of made) expect(text).toMatch(new RegExp(pattern));
    if (pattern.length > 20 || pattern.includes('48')) expect(new Set(made).size).toBe(20);
  });

  test('without a pattern have at least 160 bits of the URL-safe alphabet', () => {
    expect(secretMaker({ type: 'string' })()).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(secretMaker({ minLength: 50 })()).toHaveLength(50);
    expect(secretMaker({ maxLength: 30 })()).toHaveLength(30);
  });

  test('of an open pattern are filled up to the least length', () => {
    expect(secretMaker({ pattern: '^tok_[a-z]{4}', minLength: 40 })()).toHaveLength(40);
  });

  test('a pattern that cannot be met is no crash', () => {
    expect(secretMaker({ pattern: '^(?=b)a$' })()).toBeTypeOf('string');
  });
});
