import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** Name and version as in package.json. */
export const tool = {
  name: 'authproof',
  version: typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '0',
} as const;

/** Root folder of the package. */
export const packageRoot = fileURLToPath(new URL('..', import.meta.url));
