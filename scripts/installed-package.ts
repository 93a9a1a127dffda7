import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { writePackageCode } from './package-code.ts';
import { packageRoot, tool } from './tool.ts';

/**
 * Lays a folder out as `npm install` would, with the package as it would be published now.
 * @returns the program, for Node to run
 */
export async function installPackage(folder: string): Promise<string> {
  const modules = join(folder, 'node_modules');
  const own = join(modules, tool.name);
  mkdirSync(own, { recursive: true });
  for (const part of ['bin', 'package.json'])
    cpSync(join(packageRoot, part), join(own, part), { recursive: true });
  await writePackageCode(join(own, 'dist'));
  const others = join(packageRoot, 'node_modules');
  for (const name of readdirSync(others)) symlinkSync(join(others, name), join(modules, name), 'junction');
  return join(own, 'bin/authproof.js');
}
