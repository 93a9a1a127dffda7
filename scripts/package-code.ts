import { cpSync, globSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import manifest from '../package.json' with { type: 'json' };
import { packageRoot } from './tool.ts';

/** What is started or imported by its path. */
const entries = [
  'scripts/cli',
  'scripts/index',
  'scripts/selftest-worker',
  'scripts/load-mock/child',
  'suites/conformance.suite',
];

/** What the code reads at run time. */
const data = ['spec/{vendors,made-up}/*.yaml', '{spec,reports}/*.json'];

/**
 * Writes the code of the published package, in few files: Node takes longer to find and link hundreds of small ones
 * than to run them. Other people's packages stay outside.
 */
export async function writePackageCode(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const bundle = await rolldown({
    cwd: packageRoot,
    input: Object.fromEntries(entries.map((entry) => [entry, `${entry}.ts`])),
    platform: 'node',
    transform: { target: `node${manifest.engines.node.replace('>=', '')}` },
    external: /^[^./]/,
  });
  const { output } = await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    // One folder deep, as all code that looks for a file beside the code.
    chunkFileNames: 'code/[name]-[hash].js',
  });
  await bundle.close();
  const own = new Set(output.map(({ fileName }) => fileName));
  for (const file of output)
    for (const name of file.type === 'chunk' ? [...file.imports, ...file.dynamicImports] : [])
      if (!own.has(name) && !isInstalled(name))
        throw new Error(`${file.fileName} imports ${name}, which nobody installs with the package.`);
  for (const file of globSync([...data], { cwd: packageRoot }))
    cpSync(join(packageRoot, file), join(folder, file));
}

function isInstalled(name: string): boolean {
  return (
    isBuiltin(name) || Object.keys(manifest.dependencies).some((one) => `${name}/`.startsWith(`${one}/`))
  );
}
