import { visible } from '../reports/text.ts';
import { TargetError } from '../spec/errors.ts';
import { userAgent } from '../spec/user-agent.ts';
import { coded, maxInformational } from '../suites/wire/message.ts';

// Not by import, see mock/listen.ts.
const { get: getPlain } = process.getBuiltinModule('node:http');
const { get: getSecure } = process.getBuiltinModule('node:https');

const usualLimitMs = 10_000;

/** Codes of Node and OpenSSL for a certificate that is not accepted. */
const aboutCertificates = /CERT|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|ALTNAME|INVALID_CA|INVALID_PURPOSE/;

const ofUnknownAuthority = /SELF_SIGNED|UNABLE_TO_|ISSUER/;

/**
 * One plain request, so that a target that is not there, or whose certificate is not trusted, is told once and clearly
 * instead of once per rule. `ca`: certificates (PEM) to trust in place of the usual ones.
 * @throws TargetError if no HTTP answer comes back
 */
export async function checkReachable(
  baseUrl: string,
  ca?: string,
  limitMs: number = usualLimitMs,
): Promise<void> {
  const options = { headers: { 'user-agent': userAgent } };
  let giveUp: ReturnType<typeof setTimeout> | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const request = baseUrl.startsWith('https:')
        ? getSecure(baseUrl, { ...options, ...(ca === undefined ? {} : { ca }) })
        : getPlain(baseUrl, options);
      request.once('response', (answer) => {
        answer.destroy();
        resolve();
      });
      // Not the idle time: the head of an answer may drip for ever.
      giveUp = setTimeout(() => {
        reject(new Error(`no answer within ${limitMs / 1000} s`));
        request.destroy();
      }, limitMs);
      request.on('error', reject);
      request.once('upgrade', (_, socket) => {
        socket.destroy();
        reject(coded('HPE_UPGRADE', 'Switches to a protocol that nobody asked for'));
      });
      let informational = 0;
      request.on('information', () => {
        informational += 1;
        if (informational <= maxInformational) return;
        reject(coded('HPE_INFORMATIONAL', `More than ${maxInformational} answers of 1xx`));
        request.destroy();
      });
      // Whatever else ends a request: nobody waits for it any longer.
      request.once('close', () => reject(new Error('the connection was closed without an answer')));
    });
  } catch (error) {
    throw new TargetError(explain(baseUrl, error));
  } finally {
    clearTimeout(giveUp);
  }
}

function explain(baseUrl: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Certificates and parsers quote what the other side sent.
  const message = visible((error instanceof Error && error.message) || code || 'connection failed').slice(
    0,
    300,
  );
  if (code === 'EPROTO') return `the target ${baseUrl} does not speak TLS there: is it an http URL?`;
  if (code.startsWith('HPE_')) return `the target ${baseUrl} does not speak HTTP there: ${message}`;
  if (!aboutCertificates.test(code)) return `the target ${baseUrl} does not answer: ${message}`;
  const mend = ofUnknownAuthority.test(code) ? '. Name the certificate of its authority with --ca FILE' : '';
  return `the certificate of ${baseUrl} is not trusted: ${message} (${code})${mend}`;
}
