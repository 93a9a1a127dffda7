#!/usr/bin/env node
// Plain old syntax: this file must also run, and say so, where Node is too old for the rest.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

var version = process.versions.node.split('.').map(Number);
var recent = version[0] > 24 || (version[0] === 24 && version[1] >= 18);
var source = new URL('../scripts/cli.ts', import.meta.url);
var entry = existsSync(source) ? source : new URL('../dist/scripts/cli.js', import.meta.url);

if (recent) {
  import(entry.href);
} else {
  var local = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
  if (existsSync(local)) {
    var child = spawnSync(local, [fileURLToPath(entry)].concat(process.argv.slice(2)), { stdio: 'inherit' });
    process.exitCode = child.status === null ? 3 : child.status;
  } else {
    process.stderr.write(
      'authproof needs Node 24.18 or newer (this is ' + process.versions.node + '): install it, or run npm ci in a clone, which brings its own.\n',
    );
    process.exitCode = 2;
  }
}
