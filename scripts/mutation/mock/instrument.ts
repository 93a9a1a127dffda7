import { createHash } from 'node:crypto';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../tool.ts';
import { cacheFolder, strykerFolder } from '../stryker.ts';
import { exemptFile, ignorer } from './exempt.ts';

/** One small change of the mock's code. */
export interface Mutation {
  /** By which the instrumented code knows it. */
  readonly id: string;
  /** The same for the same code, whatever changed elsewhere in other files. */
  readonly key: string;
  readonly file: string;
  readonly line: number;
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
  /** Why it is not tried. */
  readonly exempt: string | undefined;
}

export interface Instrumented {
  /** The copy of the tree in which every mutation waits to be switched on. */
  readonly folder: string;
  readonly mutations: readonly Mutation[];
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** What the instrumenter tells of a mutant; positions count from 0. */
interface RawMutant {
  readonly id: string;
  readonly fileName: string;
  readonly mutatorName: string;
  readonly replacement: string;
  readonly statusReason?: string | undefined;
  readonly location: { readonly start: Position; readonly end: Position };
}

interface Instrumenter {
  instrument(
    files: readonly { readonly name: string; readonly mutate: boolean; readonly content: string }[],
    options: object,
  ): Promise<{
    readonly files: readonly { readonly name: string; readonly content: string }[];
    readonly mutants: readonly RawMutant[];
  }>;
}

/** Copies `mock` and `spec` into a folder of this process and puts every mutation into the copy, switched off. */
export async function instrument(): Promise<Instrumented> {
  const folder = join(cacheFolder, `mock-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of ['mock', 'spec', 'package.json'])
    cpSync(join(packageRoot, part), join(folder, part), { recursive: true });
  symlinkSync(join(packageRoot, 'node_modules'), join(folder, 'node_modules'));
  const files = globSync('mock/**/*.ts', { cwd: packageRoot })
    .filter((file) => !/\.test(?:-data|-support)?\.ts$|\.test-data\.ts$|^mock\/mutants\//.test(file))
    .toSorted()
    .map((name) => ({ name, mutate: true, content: readFileSync(join(packageRoot, name), 'utf8') }));
  const instrumenter = await loadInstrumenter();
  const result = await instrumenter.instrument(files, {
    ignorers: [ignorer],
    plugins: null,
    // Where `?.` is needed for the types alone the change is none; where not, its crash is found by other changes too.
    excludedMutations: ['OptionalChaining'],
    noHeader: false,
  });
  for (const { name, content } of result.files) writeFileSync(join(folder, name), content);
  const sources = new Map(files.map(({ name, content }) => [name, content]));
  return { folder, mutations: result.mutants.map((mutant) => describe(mutant, sources)) };
}

async function loadInstrumenter(): Promise<Instrumenter> {
  const entry = join(strykerFolder(), 'node_modules/@stryker-mutator/instrumenter/dist/src/index.js');
  const { Instrumenter: Loaded }: { Instrumenter: new (logger: object) => Instrumenter } = await import(
    pathToFileURL(entry).href
  );
  const silent = () => undefined;
  const off = () => false;
  return new Loaded({
    ...Object.fromEntries(['trace', 'debug', 'info', 'warn', 'error', 'fatal'].map((name) => [name, silent])),
    ...Object.fromEntries(
      ['Trace', 'Debug', 'Info', 'Warn', 'Error', 'Fatal'].map((name) => [`is${name}Enabled`, off]),
    ),
  });
}

function describe(mutant: RawMutant, sources: ReadonlyMap<string, string>): Mutation {
  const { id, fileName: file, mutatorName: mutator, replacement } = mutant;
  const { start, end } = mutant.location;
  const source = sources.get(file) ?? '';
  const place = `${file}:${start.line + 1}:${start.column + 1}`;
  const change = createHash('sha256').update(`${replacement}\n${source}`).digest('hex').slice(0, 12);
  return {
    id,
    key: `${place} ${mutator} ${change}`,
    file,
    line: start.line + 1,
    mutator,
    original: cut(source, start, end),
    replacement,
    exempt: exemptFile(file) ?? mutant.statusReason,
  };
}

function cut(source: string, start: Position, end: Position): string {
  const lines = source.split('\n').slice(start.line, end.line + 1);
  const last = lines.length - 1;
  return lines
    .map((line, index) => line.slice(index === 0 ? start.column : 0, index === last ? end.column : undefined))
    .join('\n');
}
