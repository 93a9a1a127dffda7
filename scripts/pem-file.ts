import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { UsageError } from '../spec/errors.ts';

/**
 * Reads certificates in PEM.
 * @throws UsageError if the file cannot be read or holds none
 */
export function readCertificates(option: string, file: string): string {
  const text = read(option, file);
  const found = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  if (found.length === 0 || !found.every((one) => parses(() => new X509Certificate(one))))
    throw new UsageError(`${option} ${file} holds no certificate in PEM`);
  return text;
}

/**
 * Reads a private key in PEM, without a pass phrase.
 * @throws UsageError if the file cannot be read or holds none
 */
export function readPrivateKey(option: string, file: string): string {
  const text = read(option, file);
  if (!parses(() => createPrivateKey(text)))
    throw new UsageError(`${option} ${file} holds no private key in PEM (without a pass phrase)`);
  return text;
}

function parses(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}

function read(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError(`${option} ${file} cannot be read (${code})`);
  }
}
