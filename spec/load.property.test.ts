import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { SpecError } from './errors.ts';
import { tokensOf } from './load/json.ts';
import { small } from './load/small-documents.test-data.ts';
import { loadText } from './load.ts';

const folder = new URL('./vendors/', import.meta.url);
const shipped = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'));

interface Edit {
  /** Picks one of all nodes of the document. */
  readonly node: number;
  readonly how: 'remove' | 'replace' | 'rename' | 'move' | 'twice';
  readonly value: unknown;
  readonly key: string;
  readonly other: number;
}
const words = [
  'x-auth-credential',
  'x-auth-tiers',
  'x-auth-field',
  'x-auth-source',
  '$ref',
  '*',
  'constructor',
  'type',
  '',
];
const edit: fc.Arbitrary<Edit> = fc.record({
  node: fc.nat(),
  how: fc.constantFrom('remove', 'replace', 'rename', 'move', 'twice'),
  value: fc.oneof(
    fc.constantFrom<unknown>(
      null,
      '',
      [],
      {},
      0,
      -1,
      1.5,
      true,
      [null],
      { a: null },
      '#/nowhere',
      'PT1H',
      'own',
      '(',
      [[]],
    ),
    fc.jsonValue({ maxDepth: 2 }),
  ),
  key: fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 8 })),
  other: fc.nat(),
});

interface Spot {
  readonly holder: object;
  readonly key: string;
}
function spotsOf(value: unknown): readonly Spot[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [{ holder: value, key }, ...spotsOf(Reflect.get(value, key))]);
}

/** One node of the document gone, replaced, renamed, put in another's place, or written twice. */
function edited(yaml: string, { node, how, value, key, other }: Edit): string {
  const root: unknown = structuredClone(parse(yaml));
  const spots = spotsOf(root);
  const spot = spots[node % spots.length];
  const second = spots[other % spots.length];
  if (spot === undefined || second === undefined) return yaml;
  const before: unknown = structuredClone(Reflect.get(spot.holder, spot.key));
  if (how === 'replace') Reflect.set(spot.holder, spot.key, value);
  else if (how === 'twice')
    Reflect.set(spot.holder, Array.isArray(spot.holder) ? String(spot.holder.length) : key, before);
  else if (how === 'move') Reflect.set(second.holder, second.key, before);
  else if (Array.isArray(spot.holder)) spot.holder.splice(Number(spot.key), 1);
  else {
    Reflect.deleteProperty(spot.holder, spot.key);
    if (how === 'rename') Reflect.set(spot.holder, key, before);
  }
  return JSON.stringify(root);
}

/** Does everything on the way to the place exist? The place itself may be what is missing. */
function leadsSomewhere(pointer: string, root: unknown): boolean {
  let value = root;
  for (const token of tokensOf(pointer).slice(0, -1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return false;
    value = Reflect.get(value, token);
  }
  return true;
}

function loadsOrRefuses(text: string): void {
  try {
    expect(loadText(text, 'edited.yaml').source).toBe('edited.yaml');
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    expect(error.problems.length).toBeGreaterThan(0);
    for (const { pointer, message, line } of error.problems) {
      expect(pointer).toMatch(/^#(?:\/|$)/);
      expect(leadsSomewhere(pointer, parse(text)), pointer).toBe(true);
      expect(message).not.toMatch(/^$|undefined|\[object|is not a function|Cannot read prop/);
      expect(line).toBeGreaterThan(0);
    }
  }
}

test('a small document with one node changed is a model or a list of problems with their places', () => {
  fc.assert(
    fc.property(edit, (one) => loadsOrRefuses(edited(small, one))),
    { numRuns: 40 },
  );
});

test('so is each shipped one', () => {
  fc.assert(
    fc.property(fc.constantFrom(...shipped), edit, (yaml, one) => loadsOrRefuses(edited(yaml, one))),
    { numRuns: 8 },
  );
});

test('a text that is cut or has a stray character is no crash', () => {
  fc.assert(
    fc.property(fc.nat(small.length), fc.nat(3), fc.string({ maxLength: 2 }), (at, removed, put) => {
      const text = small.slice(0, at) + put + small.slice(at + removed);
      try {
        loadText(text, 'edited.yaml');
      } catch (error) {
        expect(error).toBeInstanceOf(SpecError);
      }
    }),
    { numRuns: 40 },
  );
});
