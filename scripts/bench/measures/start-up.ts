import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { answerOf, cpuMicros, end, freePort, orders, prism } from '../contender.ts';
import { median } from '../median.ts';

export interface StartUp {
  readonly id: string;
  readonly title: string;
  /** From the start of the process to its first answer. */
  readonly ms: number;
  /** What the process had computed by then, on all its threads. */
  readonly cpuMs: number | undefined;
}

const cli = join(import.meta.dirname, '../../../bin/authproof.js');
const programs = [
  { id: 'mock', title: 'authproof mock', args: (port: string) => [cli, 'mock', orders, '--port', port] },
  {
    id: 'prism',
    title: 'prism mock',
    args: (port: string) => [prism, 'mock', '-v', 'silent', '-p', port, orders],
  },
  { id: 'node', title: 'node, an http server and nothing else', args: (port: string) => ['-e', bare(port)] },
];

/** Starts each in turn, once before it counts: caches on disk are warm. */
export async function startUps(rounds: number): Promise<readonly StartUp[]> {
  const samples = programs.map((): { readonly ms: number; readonly cpuMs: number | undefined }[] => []);
  for (let round = -1; round < rounds; round++) {
    for (const [index, { args }] of programs.entries()) {
      const sample = await firstAnswer(args);
      if (round >= 0) samples[index]?.push(sample);
    }
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
}

async function firstAnswer(args: (port: string) => readonly string[]) {
  const port = await freePort();
  const begin = performance.now();
  const child = spawn(process.execPath, args(String(port)), { stdio: 'ignore' });
  let hasEnded = false;
  child.once('exit', () => {
    hasEnded = true;
  });
  try {
    while ((await answerOf(port, {})) === undefined)
      if (hasEnded) throw new Error(`node ${args(String(port)).join(' ')} ended before it answered`);
    const ms = performance.now() - begin;
    const cpu = cpuMicros(child.pid);
    return { ms, cpuMs: cpu === undefined ? undefined : cpu / 1000 };
  } finally {
    end(child);
  }
}

function bare(port: string): string {
  return `require('node:http').createServer((q, r) => r.end('ok')).listen(${port}, '127.0.0.1')`;
}
