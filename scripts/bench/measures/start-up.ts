import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installPackage } from '../../installed-package.ts';
import { answerOf, cpuMicros, freePort, orders, prism } from '../contender.ts';
import { median } from '../median.ts';

export interface StartUp {
  readonly id: string;
  readonly title: string;
  /** From the start of the process to its first answer. */
  readonly ms: number;
  /** What the process had computed by then, on all its threads. */
  readonly cpuMs: number | undefined;
}

interface Program {
  readonly id: string;
  readonly title: string;
  readonly args: (port: string) => readonly string[];
  /** For temporary files, Node's compile cache with them: one for each start, or one for all. */
  readonly temporary: () => string;
}

const checkout = join(import.meta.dirname, '../../../bin/authproof.js');

/** Starts each in turn, once before it counts: caches on disk are warm, except where a title says otherwise. */
export async function startUps(rounds: number): Promise<readonly StartUp[]> {
  const folder = mkdtempSync(join(tmpdir(), 'authproof-start-'));
  try {
    const program = await installPackage(folder);
    const programs = programsOf(program, folder);
    const samples = programs.map((): Sample[] => []);
    for (let round = -1; round < rounds; round++)
      for (const [index, one] of programs.entries()) {
        const sample = await firstAnswer(one);
        if (round >= 0) samples[index]?.push(sample);
      }
    return programs.map(({ id, title }, index) => {
      const own = samples[index] ?? [];
      const cpus = own.flatMap(({ cpuMs }) => cpuMs ?? []);
      return {
        id,
        title,
        ms: median(own.map(({ ms }) => ms)),
        cpuMs: cpus.length === 0 ? undefined : median(cpus),
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function programsOf(program: string, folder: string): readonly Program[] {
  const mock = (file: string) => (port: string) => [file, 'mock', orders, '--port', port];
  const lasting = (): string => folder;
  return [
    { id: 'mock', title: 'authproof mock, as published', args: mock(program), temporary: lasting },
    {
      id: 'mock-first',
      title: 'authproof mock, as published, the first start',
      args: mock(program),
      temporary: () => mkdtempSync(join(folder, 'first-')),
    },
    {
      id: 'mock-checkout',
      title: 'authproof mock, TypeScript of a checkout',
      args: mock(checkout),
      temporary: lasting,
    },
    {
      id: 'prism',
      title: 'prism mock',
      args: (port) => [prism, 'mock', '-v', 'silent', '-p', port, orders],
      temporary: lasting,
    },
    {
      id: 'node',
      title: 'node, an http server and nothing else',
      args: (port) => ['-e', bare(port)],
      temporary: lasting,
    },
  ];
}

interface Sample {
  readonly ms: number;
  readonly cpuMs: number | undefined;
}

async function firstAnswer({ args, temporary }: Program): Promise<Sample> {
  const port = await freePort();
  const { NODE_COMPILE_CACHE: _, ...others } = process.env;
  const env = { ...others, TMPDIR: temporary() };
  const begin = performance.now();
  const child = spawn(process.execPath, args(String(port)), { stdio: 'ignore', env });
  try {
    while ((await answerOf(port, {})) === undefined) {
      if (child.exitCode !== null)
        throw new Error(`node ${args(String(port)).join(' ')} ended before it answered`);
      await sleep(1);
    }
    const ms = performance.now() - begin;
    const cpu = cpuMicros(child.pid);
    return { ms, cpuMs: cpu === undefined ? undefined : cpu / 1000 };
  } finally {
    await ended(child);
  }
}

/** Asked, not killed: Node writes its compile cache when it ends. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const overdue = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(overdue);
}

function bare(port: string): string {
  return `require('node:http').createServer((q, r) => r.end('ok')).listen(${port}, '127.0.0.1')`;
}
