import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from './tool.ts';

const folders = ['spec', 'mock', 'suites', 'reports', 'scripts'] as const;
const mayImport: Readonly<Record<(typeof folders)[number], readonly string[]>> = {
  spec: ['spec'],
  mock: ['spec', 'mock'],
  suites: ['spec', 'suites'],
  reports: ['spec', 'reports'],
  scripts: ['spec', 'mock', 'suites', 'reports', 'scripts'],
};
const filesOf = (folder: string) =>
  globSync(`${folder}/**/*.ts`, { cwd: packageRoot }).filter((file) => !file.endsWith('.test.ts'));

describe.each(folders)('%s', (folder) => {
  test('imports only what the star allows', () => {
    const wrong = filesOf(folder).flatMap((file) => {
      const text = readFileSync(join(packageRoot, file), 'utf8');
      const imports = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, path = '']) =>
        relative(packageRoot, resolve(packageRoot, dirname(file), path)),
      );
      return imports
        .filter(
          (path) =>
            /^(?:spec|mock|suites|reports|scripts)\//.test(path) &&
            !mayImport[folder].some((allowed) => path.startsWith(`${allowed}/`)),
        )
        .map((path) => `${file} imports ${path}`);
    });
    expect(filesOf(folder).length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });
});

test('no code knows a vendor', () => {
  const wrong = ['mock', 'suites', 'reports', 'scripts'].flatMap((folder) =>
    filesOf(folder).filter(
      (file) =>
        !file.includes('interop/') &&
        /regate|regen|bezala|cutover|codat/i.test(readFileSync(join(packageRoot, file), 'utf8')),
    ),
  );
  expect(wrong).toEqual([]);
});

test('the mock has one clock', () => {
  const wrong = filesOf('mock').filter(
    (file) =>
      !file.includes('clock') &&
      /Date\.now\(|new Date\(\)|setTimeout\(|setInterval\(/.test(
        readFileSync(join(packageRoot, file), 'utf8'),
      ),
  );
  expect(wrong).toEqual([]);
});
