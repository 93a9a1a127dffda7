import { execFileSync } from 'node:child_process';
import { cpSync, globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './tool.ts';

// The published package: TypeScript compiled to `dist`, with the documents and schemas beside it.
rmSync(join(packageRoot, 'dist'), { recursive: true, force: true });
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { cwd: packageRoot, stdio: 'inherit' });
for (const file of globSync(['spec/{vendors,made-up}/*.yaml', '{spec,reports}/*.json'], {
  cwd: packageRoot,
})) {
  cpSync(join(packageRoot, file), join(packageRoot, 'dist', file));
}
