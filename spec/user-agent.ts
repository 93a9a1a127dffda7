import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The root folder above this one: of the checkout, or of the published package, whose code is in `dist`. */
function versionIn(folder: string): string {
  for (const candidate of [folder, dirname(folder)]) {
    try {
      const manifest: unknown = JSON.parse(readFileSync(join(candidate, 'package.json'), 'utf8'));
      if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
        return String(manifest.version);
    } catch {
      // Not here: one folder up.
    }
  }
  return '0';
}

/** What every request of the suite says of its sender (RFC 9110 §10.1.5), so that a log of the target tells who it was. */
export const userAgent: string = `authproof/${versionIn(dirname(import.meta.dirname))}`;
