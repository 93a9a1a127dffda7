import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { say } from '../output.ts';

/** Where mutation testing keeps its tools and its copies of the tree: outside of the checkout. */
export const cacheFolder = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'authproof',
  'mutation',
);

const pinned = join(import.meta.dirname, 'tools');

/** The folder with StrykerJS, in the versions of `tools/package-lock.json`; installed at the first use. */
export function strykerFolder(): string {
  const folder = join(cacheFolder, 'tools');
  const installed = join(folder, 'node_modules', '.package-lock.json');
  if (existsSync(installed)) return folder;
  say(`installing StrykerJS into ${folder}`);
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    copyFileSync(join(pinned, file), join(folder, file));
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return folder;
}
