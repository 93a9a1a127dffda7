import type { Exchange } from '../../spec/history.ts';
import { parseJson } from '../lab/read-answer.ts';
import { headerOf } from '../wire/message.ts';

/**
 * An answer that the server's HTTP parser gave before any program saw the request: over a raw socket, without a
 * body of its own. Such answers know nothing of the API and are not judged as its own.
 */
export function isParserAnswer(exchange: Exchange): boolean {
  const { response } = exchange;
  return (
    exchange.transport === 'raw' &&
    response !== undefined &&
    [400, 408, 413, 414, 431, 501, 505].includes(response.status) &&
    headerOf(response.headers, 'content-type') === undefined
  );
}

/** The media type of an answer, without parameters, in lower case. */
export function mediaTypeOf(exchange: Exchange): string | undefined {
  const value = headerOf(exchange.response?.headers ?? [], 'content-type');
  return value?.split(';')[0]?.trim().toLowerCase();
}

export function isJson(mediaType: string | undefined): boolean {
  return mediaType !== undefined && /^[a-z]+\/(?:[a-z0-9.+-]+\+)?json$/.test(mediaType);
}

export function jsonOf(exchange: Exchange): unknown {
  return parseJson(exchange.response?.body ?? '');
}

export function answerField(exchange: Exchange, name: string): string | undefined {
  return headerOf(exchange.response?.headers ?? [], name);
}

/** Directives of `Cache-Control`, in lower case, with their value if they have one. */
export function cacheDirectives(exchange: Exchange): ReadonlyMap<string, string> {
  const fields = (exchange.response?.headers ?? []).filter(
    ([name]) => name.toLowerCase() === 'cache-control',
  );
  const parts = fields
    .flatMap(([, value]) => value.split(','))
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');
  return new Map(
    parts.map((part) => {
      const [name = '', value = ''] = part.split('=');
      return [name, value];
    }),
  );
}

/** Did the request carry a credential of the document as documented? */
export function isAuthenticated(exchange: Exchange): boolean {
  return exchange.presented.some(({ form, credential }) => form === 'documented' && credential !== undefined);
}

/** `POST /users → 401`: what passive rules judge by, so that one defect is one case. */
export function answerCase(exchange: Exchange): string {
  const request = exchange.operation === undefined ? exchange.request.method : exchange.operation;
  const method =
    exchange.operation?.startsWith(`${exchange.request.method} `) === true
      ? ''
      : `${exchange.request.method} for `;
  return `${exchange.operation === undefined ? '' : method}${request} → ${exchange.response?.status ?? 'no answer'}`;
}
