#!/usr/bin/env node
// Plain old syntax: this file must also run, and say so, where Node is too old for the rest.
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
const source = new URL('../scripts/cli.ts', import.meta.url);
const entry = existsSync(source) ? source : new URL('../dist/scripts/cli.js', import.meta.url);
const local = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));

if (major > 24 || (major === 24 && minor >= 18)) {
  // Before the first module of ours: stripping types and compiling anew would cost each start a second.
  nodeModule.enableCompileCache();
  import(entry.href);
} else if (existsSync(local)) {
  import('node:child_process').then(({ spawnSync }) => {
    const child = spawnSync(local, [fileURLToPath(entry)].concat(process.argv.slice(2)), {
      stdio: 'inherit',
    });
    process.exitCode = child.status === null ? 3 : child.status;
  });
} else {
  process.stderr.write(
    `authproof needs Node 24.18 or newer (this is ${process.versions.node}): install it, or run npm ci in a clone, which brings its own.\n`,
  );
  process.exitCode = 2;
}
