import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { exchange } from '../../spec/history.test-data.ts';
import type { HistoryRequest } from '../../spec/history.ts';
import { curlLine } from './curl.ts';

const request = (change: Partial<HistoryRequest>) =>
  curlLine(exchange(1, { request: { method: 'GET', url: 'https://a.example/x', headers: [], ...change } }));

/** The arguments that curl would get from a shell that runs the line. */
function argumentsOf(command: string, variables: Readonly<Record<string, string>> = {}): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  const result = spawnSync('/bin/bash', ['--norc', '--noprofile', '-c', script], {
    env: { ...variables, PATH: '' },
    encoding: 'utf8',
  });
  expect(result.stderr).toBe('');
  return result.stdout.split('\0').slice(0, -1);
}

test('a line that can be read', () => {
  expect(curlLine(exchange(1))).toBe(
    'curl -sS --globoff --path-as-is -i -X GET --url https://library.example/v1/books \\\n  -H \'Authorization: Bearer \'"$TOKEN_3"',
  );
});

describe('what the shell hands to curl', () => {
  test('aliases are variables, whatever their values hold', () => {
    const line = request({
      headers: [
        ['Authorization', 'Bearer ⟦token#3⟧'],
        ['X-Two', '⟦person:anna⟧-⟦3⟧'],
      ],
    });
    expect(argumentsOf(line, { TOKEN_3: 'a b"$c', PERSON_ANNA: 'p', SECRET_3: 's' })).toEqual(
      expect.arrayContaining(['Authorization: Bearer a b"$c', 'X-Two: p-s']),
    );
  });

  const nasty = `'; rm -rf / #"$(id)\`id\`\\ !! * ?\n$HOME 'quoted' "double"`;
  test('a hostile URL, header and body arrive as they were and nothing runs', () => {
    const line = request({
      method: 'POST',
      url: `https://a.example/${nasty}`,
      headers: [['X-Evil', nasty]],
      body: nasty,
    });
    expect(argumentsOf(line)).toEqual([
      '-sS',
      '--globoff',
      '--path-as-is',
      '-i',
      '-X',
      'POST',
      '--url',
      `https://a.example/${nasty}`,
      '-H',
      `X-Evil: ${nasty}`,
      '--data-raw',
      nasty,
    ]);
  });

  test('control and invisible characters arrive as bytes', () => {
    const value = `a\u0007b\u202e'\\\u001b[0m`;
    const line = request({ headers: [['X', value]] });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be on the page
    expect(line).not.toMatch(/[\u0007\u001b\u202e]/);
    expect(argumentsOf(line)).toContain(`X: ${value}`);
  });
});

test('headers that curl writes itself are left out, another host is kept', () => {
  const line = request({
    headers: [
      ['Host', 'a.example'],
      ['Content-Length', '3'],
      ['X-Empty', ''],
    ],
    body: 'abc',
  });
  expect(argumentsOf(line).slice(8)).toEqual(['-H', 'X-Empty;', '--data-raw', 'abc']);
  expect(request({ headers: [['Host', 'other.example']] })).toContain("-H 'Host: other.example'");
});

test('HEAD is asked for as such', () => {
  expect(request({ method: 'HEAD' })).toContain('--head');
});
