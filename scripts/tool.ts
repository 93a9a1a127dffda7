import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Root folder of the code that runs: the checkout, or `dist` of the published package. */
export const codeRoot = dirname(import.meta.dirname);

/** `ts` in a checkout, `js` in the published package. */
export const codeEnding = existsSync(join(codeRoot, 'scripts/cli.ts')) ? 'ts' : 'js';

/** Root folder of the package, where package.json is. */
export const packageRoot = existsSync(join(codeRoot, 'package.json')) ? codeRoot : dirname(codeRoot);

const manifest: unknown = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));

/** Name and version as in package.json. */
export const tool = {
  name: 'authproof',
  version:
    typeof manifest === 'object' && manifest !== null && 'version' in manifest
      ? String(manifest.version)
      : '0',
} as const;
