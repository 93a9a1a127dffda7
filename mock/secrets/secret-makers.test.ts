import { describe, expect, test } from 'vitest';
import { secretMaker } from './opaque.ts';
import { patternMaker } from './pattern.ts';
import { secureRandom, seededRandom } from './random.ts';

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
    const made = Array.from({ length: 20 }, () => make(secureRandom) ?? '');
    for (const text of made) expect(text).toMatch(new RegExp(pattern));
    if (pattern.length > 20 || pattern.includes('48')) expect(new Set(made).size).toBe(20);
  });

  test('without a pattern have at least 160 bits of the URL-safe alphabet', () => {
    expect(secretMaker({ type: 'string' })(secureRandom)).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(secretMaker({ minLength: 50 })(secureRandom)).toHaveLength(50);
    expect(secretMaker({ maxLength: 30 })(secureRandom)).toHaveLength(30);
  });

  test('of an open pattern are filled up to the least length', () => {
    expect(secretMaker({ pattern: '^tok_[a-z]{4}', minLength: 40 })(secureRandom)).toHaveLength(40);
  });

  test('are the same for the same seed, and others for another', () => {
    const drawn = (seed: string): string => {
      const random = seededRandom(seed);
      return secretMaker({ type: 'string' })(random) + secretMaker({ format: 'uuid' })(random);
    };
    expect(drawn('1')).toBe(drawn('1'));
    expect(drawn('1')).not.toBe(drawn('2'));
    expect(drawn('1')).toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('numbers from a seed are spread evenly below their bound', () => {
    const random = seededRandom('spread');
    const counts = [0, 0, 0, 0, 0];
    for (let draw = 0; draw < 10_000; draw++) counts[random.below(5)]! += 1;
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  test('a pattern that cannot be met is no crash', () => {
    expect(secretMaker({ pattern: '^(?=b)a$' })(secureRandom)).toBeTypeOf('string');
  });
});
