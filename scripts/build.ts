import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { writePackageCode } from './package-code.ts';
import { packageRoot } from './tool.ts';

// The published package: `dist`, with the documents and schemas beside the code, and the types of what it exports.
await writePackageCode(join(packageRoot, 'dist'));
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { cwd: packageRoot, stdio: 'inherit' });
