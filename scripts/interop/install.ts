import { execFile } from 'node:child_process';
import { hash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { say } from '../output.ts';

const cacheFolder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'authproof', 'interop');

/**
 * The folder that holds `node_modules` of a foreign server, in the versions of the `package-lock.json` beside its
 * `package.json`. Installed at the first use, outside of the checkout; another lock is another folder.
 * @param pinned folder with both files
 */
export async function installed(pinned: string, name: string): Promise<string> {
  const lock = hash('sha256', readFileSync(join(pinned, 'package-lock.json'))).slice(0, 16);
  const folder = join(cacheFolder, `${name}-${lock}`);
  if (existsSync(folder)) return folder;
  say(`installing ${name} into ${folder}`);
  mkdirSync(cacheFolder, { recursive: true });
  // Beside its place and then renamed: what is at the place is whole, whoever else installs at the same time.
  const fresh = mkdtempSync(join(cacheFolder, `${name}-being-installed-`));
  try {
    for (const file of ['package.json', 'package-lock.json'])
      copyFileSync(join(pinned, file), join(fresh, file));
    await npmCi(fresh).catch(() => npmCi(fresh));
    renameSync(fresh, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return folder;
}

const npmCi = (cwd: string) =>
  promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd,
    timeout: 240_000,
    // On some systems npm is a script that a shell has to find.
    shell: process.platform === 'win32',
  });
