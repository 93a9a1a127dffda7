import { type AST, RegExpParser } from '@eslint-community/regexpp';
import type { Random } from './random.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
export const urlSafe = `${letters}${digits}-_`;
const visible = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
/** Repeats of an open quantifier (`+`, `*`, `{n,}`): 32 of 62 characters are 190 bits. */
const openRepeats = 32;

/**
 * Makes texts that fit an ECMAScript pattern, each random part drawn from the given source.
 * Look-around is not steered by, so the maker tries a few times and gives up with `undefined`.
 */
export function patternMaker(pattern: string): (random: Random) => string | undefined {
  const tree = new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: true });
  const check = new RegExp(pattern, 'u');
  return (random) => {
    for (let attempt = 0; attempt < 20; attempt++) {
      const text = oneOf(tree.alternatives, new Map(), random);
      if (check.test(text)) return text;
    }
    return undefined;
  };
}

type Captures = Map<AST.CapturingGroup, string>;

function oneOf(alternatives: readonly AST.Alternative[], captures: Captures, random: Random): string {
  const chosen = alternatives[alternatives.length > 1 ? random.below(alternatives.length) : 0];
  return chosen?.elements.map((element) => make(element, captures, random)).join('') ?? '';
}

function make(node: AST.Element, captures: Captures, random: Random): string {
  switch (node.type) {
    case 'Character':
      return String.fromCodePoint(node.value);
    case 'CharacterSet':
    case 'CharacterClass':
      return pick(charactersOf(node), random);
    case 'Group':
      return oneOf(node.alternatives, captures, random);
    case 'CapturingGroup': {
      const text = oneOf(node.alternatives, captures, random);
      captures.set(node, text);
      return text;
    }
    case 'Backreference': {
      const group = Array.isArray(node.resolved) ? node.resolved[0] : node.resolved;
      return (group && captures.get(group)) ?? '';
    }
    case 'Quantifier': {
      const times = Number.isFinite(node.max) ? node.max : Math.max(node.min, openRepeats);
      return Array.from({ length: times }, () => make(node.element, captures, random)).join('');
    }
    default:
      return '';
  }
}

function pick(characters: readonly string[], random: Random): string {
  return characters[characters.length > 1 ? random.below(characters.length) : 0] ?? '';
}

const classCache = new WeakMap<object, readonly string[]>();

function charactersOf(node: AST.CharacterSet | AST.CharacterClass): readonly string[] {
  const known = classCache.get(node);
  if (known) return known;
  const wanted = new RegExp(`^${node.raw}$`, 'u');
  const fitting = visible.filter((character) => wanted.test(character));
  const safe = fitting.filter((character) => urlSafe.includes(character));
  const characters = safe.length > 0 ? safe : fitting;
  classCache.set(node, characters);
  return characters;
}
