import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { parseDocument } from 'yaml';
import { packageRoot } from './tool.ts';

/** A fenced block of a Markdown document; what stands behind its language says what to do with it. */
export interface Snippet {
  readonly language: string;
  readonly line: number;
  readonly text: string;
  /** `test`, `background`, `output`, or `name=value`. */
  readonly words: ReadonlyMap<string, string>;
}

export function snippetsOf(markdown: string): readonly Snippet[] {
  const snippets: Snippet[] = [];
  for (const found of markdown.matchAll(/^```(\S+)([^\n]*)\n([\s\S]*?)^```$/gm)) {
    const [, language = '', info = '', text = ''] = found;
    const words = [...info.matchAll(/(\w+)(?:=(?:"([^"]*)"|(\S+)))?/g)].map(
      ([, name = '', quoted, plain]) => [name, quoted ?? plain ?? ''] as const,
    );
    const line = markdown.slice(0, found.index).split('\n').length;
    snippets.push({ language, line, text, words: new Map(words) });
  }
  return snippets;
}

/** Blocks that somebody could run or copy, and that are neither tested nor said to be left out, with the reason. */
export function untested(snippets: readonly Snippet[]): readonly Snippet[] {
  const runnable = ['sh', 'bash', 'shell', 'yaml', 'json', 'js', 'ts', 'javascript', 'typescript'];
  return snippets.filter(
    ({ language, words }) =>
      runnable.includes(language) && !words.has('test') && (words.get('untested') ?? '') === '',
  );
}

/** Ports that documents use; each run has others in their place. */
const written = [3000, 3001, 3002];

/**
 * Carries out the tested blocks of one document, top to bottom, in one empty folder with the package's `docs` in it.
 * @throws Error that names the line of the block that did not do what the document says
 */
export async function runSnippets(snippets: readonly Snippet[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'authproof-docs-'));
  const running: ChildProcess[] = [];
  try {
    const ports = new Map<number, number>();
    for (const port of written) ports.set(port, await freePort());
    const place = (text: string) =>
      text.replaceAll(/(127\.0\.0\.1:|PORT=|--port )(300\d)\b/g, (whole, before: string, port: string) => {
        const other = ports.get(Number(port));
        return other === undefined ? whole : before + other;
      });
    const env = { ...process.env, NO_COLOR: '1', PATH: [shims(folder), process.env['PATH']].join(delimiter) };
    const work = join(folder, 'work');
    mkdirSync(work);
    symlinkSync(join(packageRoot, 'docs'), join(work, 'docs'));
    let output = '';
    for (const snippet of snippets) {
      const { language, words, line } = snippet;
      const text = place(snippet.text);
      if (words.has('output')) {
        expectLines(output, text, line);
      } else if (!words.has('test')) {
      } else if (words.has('file')) {
        const file = join(work, words.get('file') ?? '');
        mkdirSync(dirname(file), { recursive: true });
        if (language === 'yaml' || language === 'json') parseOrSay(text, line);
        writeFileSync(file, text);
      } else if (words.has('background')) {
        const child = shell(text, { work, folder, env });
        running.push(child);
        await answers(place(words.get('wait') ?? 'http://127.0.0.1:3000/'), child, line);
      } else if (language === 'sh') {
        const ended = await finished(shell(text, { work, folder, env }));
        output = ended.output;
        const expected = Number(words.get('exit') || 0);
        if (ended.code !== expected)
          throw new Error(`line ${line}: ended with ${ended.code}, not ${expected}:\n${output}`);
      } else throw new Error(`line ${line}: nobody knows how to test a block of ${language} without file=…`);
    }
  } finally {
    for (const child of running) await stopped(child);
    rmSync(folder, { recursive: true, force: true });
  }
}

function parseOrSay(text: string, line: number): void {
  const [error] = parseDocument(text).errors;
  if (error !== undefined) throw new Error(`line ${line}: ${error.message}`);
}

/** `authproof` and `npx authproof` are this package's. */
function shims(folder: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const run = `exec "${process.execPath}" "${join(packageRoot, 'bin/authproof.js')}"`;
  writeFileSync(join(bin, 'authproof'), `#!/bin/sh\n${run} "$@"\n`, { mode: 0o755 });
  writeFileSync(join(bin, 'npx'), `#!/bin/sh\n[ "$1" = authproof ] || exit 127\nshift\n${run} "$@"\n`, {
    mode: 0o755,
  });
  writeFileSync(join(bin, 'node'), `#!/bin/sh\nexec "${process.execPath}" "$@"\n`, { mode: 0o755 });
  return bin;
}

interface Shell {
  readonly work: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Variables that a block exports are there in the next. A process group of its own, so that all of it can be ended. */
function shell(text: string, { work, folder, env }: Shell): ChildProcess {
  const state = join(folder, 'state');
  const script = `[ -f "${state}" ] && . "${state}"\ntrap 'export -p > "${state}"' EXIT\nset -e\n${text}`;
  return spawn('bash', ['-c', script], { cwd: work, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
}

function finished(child: ChildProcess): Promise<{ readonly code: number | null; readonly output: string }> {
  let output = '';
  const keep = (chunk: Buffer) => (output += chunk.toString());
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
    return Promise.resolve();
  const { pid } = child;
  return new Promise((resolve) => {
    child.on('close', () => resolve());
    process.kill(-pid, 'SIGTERM');
  });
}

async function answers(url: string, child: ChildProcess, line: number): Promise<void> {
  const ended = finished(child);
  let result: { readonly output: string } | undefined;
  ended.then((one) => (result = one));
  for (;;) {
    if (result !== undefined)
      throw new Error(`line ${line}: ended before ${url} answered:\n${result.output}`);
    const isUp = await new Promise<boolean>((resolve) => {
      const request = get(url, (response) => {
        response.resume();
        resolve(true);
      });
      request.on('error', () => setTimeout(() => resolve(false), 50));
    });
    if (isUp) return;
  }
}

/** Each line of the block stands in the output, in this order; `…` stands for anything. */
function expectLines(output: string, text: string, line: number): void {
  let rest = output;
  for (const wanted of text.split('\n').filter((one) => one.trim() !== '' && one.trim() !== '…')) {
    const pattern = wanted
      .trim()
      .split('…')
      .map((part) =>
        part
          .trim()
          .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
          .replaceAll(/\s+/g, '\\s+'),
      )
      .join('.*');
    const found = new RegExp(pattern).exec(rest);
    if (found === null)
      throw new Error(`line ${line}: the output has no "${wanted.trim()}" there:\n${output}`);
    rest = rest.slice(found.index + found[0].length);
  }
}

/** Below the ports that systems hand out by themselves, so that no other test gets it in the meantime. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const isFree = await new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}
