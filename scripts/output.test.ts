import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { packageRoot } from './tool.ts';

test('who stops reading gets no stack trace, and the command its own exit code', async () => {
  const child = spawn(process.execPath, ['bin/authproof.js', 'list', '--json'], { cwd: packageRoot });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = await once(child, 'close');
  expect([code, stderr]).toEqual([0, '']);
});
