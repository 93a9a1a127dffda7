import type { InferredOptionTypes, Options } from 'yargs';

type Table = Readonly<Record<string, Options>>;

/** What a command line says: its words, and its options with their defaults. */
interface PlainArguments<Known extends Table> {
  readonly words: string[];
  readonly options: InferredOptionTypes<Known>;
}

/** A quote or a leading dash may mean something else to yargs, and a number may lose how it was written. */
const plainText = /^[^-'"\s][^'"\r\n]*$/;
const plainNumber = /^(?:0|[1-9]\d{0,14})$/;

/**
 * Reads the arguments of a command as yargs would, if they are plain: words, and known options, each once and in full.
 * Undefined for anything else, help and mistakes above all: that is for yargs, which takes as long to load as a mock.
 */
export function plainArguments<const Known extends Table>(
  known: Known,
  args: readonly string[],
): PlainArguments<Known> | undefined {
  const words: string[] = [];
  const given = new Map<string, unknown>();
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    const [, name, attached] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === undefined) {
      if (!isPlainWord(arg)) return undefined;
      words.push(arg);
      continue;
    }
    const option = Object.hasOwn(known, name) ? known[name] : undefined;
    if (option === undefined || given.has(name)) return undefined;
    if (option.type === 'boolean') {
      if (attached !== undefined || /^(?:true|false)$/.test(args[index + 1] ?? '')) return undefined;
      given.set(name, true);
      continue;
    }
    const text = attached ?? args[++index] ?? '';
    const value = plainValue(option, text);
    if (value === undefined) return undefined;
    given.set(name, value.coerced);
  }
  const options = Object.fromEntries(
    Object.entries(known).flatMap(([name, option]) => {
      const value = given.has(name) ? given.get(name) : option.default;
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return { words, options: options as InferredOptionTypes<Known> };
}

function isPlainWord(word: string): boolean {
  return plainText.test(word) && Number.isNaN(Number(word)) && word !== 'help';
}

function plainValue(option: Options, text: string): { readonly coerced: unknown } | undefined {
  const { type, array, coerce = (value: unknown): unknown => value } = option;
  if (array === true) return undefined;
  try {
    if (type === 'number') return plainNumber.test(text) ? { coerced: coerce(Number(text)) } : undefined;
    return type === 'string' && plainText.test(text) ? { coerced: coerce(text) } : undefined;
  } catch {
    return undefined;
  }
}
