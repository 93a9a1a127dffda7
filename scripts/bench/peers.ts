import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { say } from '../output.ts';

const pinned = join(import.meta.dirname, 'peers');

/** The folder with the peers, in the versions of `peers/package-lock.json`; installed at the first use. */
export function peersFolder(): string {
  const folder = join(
    process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
    'authproof',
    'bench',
    'peers',
  );
  const installed = join(folder, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && sameLock(folder)) return folder;
  say(`installing the peers into ${folder}`);
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    copyFileSync(join(pinned, file), join(folder, file));
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return folder;
}

function sameLock(folder: string): boolean {
  const lock = join(folder, 'package-lock.json');
  return (
    existsSync(lock) && readFileSync(lock, 'utf8') === readFileSync(join(pinned, 'package-lock.json'), 'utf8')
  );
}
