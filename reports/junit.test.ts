import { expect, test } from 'vitest';
import { rule, runOf, sampleInput } from './fixtures.test-data.ts';
import { renderJunit } from './junit.ts';

const sample = sampleInput();
const xml = renderJunit([sample]);

/** The text of one case's element. */
function caseNamed(name: string): string {
  const start = xml.indexOf(`name="${name}"`);
  expect(start, name).toBeGreaterThan(0);
  return xml.slice(start, xml.indexOf('</testcase>', start));
}

test('one suite per scheme and family with its counts', () => {
  expect(xml).toContain('<testsuites name="authproof" tests="11" failures="2" errors="1" skipped="2">');
  expect(xml).toMatch(
    /<testsuite name="library\.authorization" timestamp="2026-01-05T09:00:00" tests="6" failures="1" errors="0" skipped="1">/,
  );
});

test('names are made of scheme, family, rule and case', () => {
  expect(xml).toContain(
    '<testcase classname="library.authorization.authz-matrix-deny" name="authz-matrix-deny: Archivist × DELETE /loans/{id}"',
  );
});

test('every outcome has its element', () => {
  expect(caseNamed('authz-matrix-deny: Archivist × DELETE /loans/{id}')).toContain(
    '<failure message="expected 403; observed 204"',
  );
  expect(caseNamed('limit-exact: after revocation')).toContain('<error message=');
  const untestable = caseNamed('authz-matrix-deny: Volunteer × DELETE /loans/{id}');
  expect(untestable).toContain('<skipped/>');
  expect(untestable).toContain('<property name="reason" value="no credential of this role"/>');
  expect(caseNamed('jwt-alg-none-refused: after revocation')).toContain('<skipped/>');
  const warned = caseNamed('authz-matrix-deny: Volunteer × POST /books');
  expect(warned).toContain('<system-out>');
  expect(warned).not.toMatch(/<failure|<skipped|<error/);
  expect(caseNamed('authz-matrix-deny: Archivist × POST /books')).not.toMatch(
    /<failure|<skipped|<error|<system-out/,
  );
});

test('a failure tells rule, citation, expected, observed and exchange', () => {
  const failure = caseNamed('authz-matrix-deny: Archivist × DELETE /loans/{id}');
  for (const part of [
    'rule      authz-matrix-deny (MUST)',
    'cites     LB-7, RFC 6750 §3.1',
    'expected  403',
    'observed  204',
    '#42 GET',
  ]) {
    expect(failure).toContain(part);
  }
});

test('hostile text stays text', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 has no place for
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
  expect(xml.split('<![CDATA[').length).toBe(xml.split(']]>').length);
  const outside = xml.replace(/<!\[CDATA\[.*?\]\]>/gs, '');
  expect(outside).not.toContain('<script>');
  expect(outside).not.toContain('<img');
});

test('a rule without verdicts is skipped, not missing', () => {
  expect(renderJunit([{ ...sample, run: runOf([rule('empty-rule', [])]) }])).toMatch(
    /name="empty-rule"[\s\S]*<skipped\/>/,
  );
});
