import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Entry, Har, Log } from 'har-format';
import { formatProblem, UsageError } from './errors.ts';
import { harSchema } from './har-schema.ts';
import type { Exchange, Fact, HeaderPair, History, HistoryEvent, HistoryRequest, Note } from './history.ts';

/**
 * A history as an HTTP archive (HAR 1.2): each exchange is an entry that any HAR viewer opens, and what HAR
 * cannot say stands in `_authproof` fields. `parseHar(toHar(h))` equals `h`.
 */
export interface HistoryHar extends Har {
  log: HistoryLog;
}
interface HistoryLog extends Log {
  entries: HistoryEntry[];
  _authproof: Omit<History, 'events'> & { readonly facts: readonly Fact[]; readonly notes: readonly Note[] };
}
interface HistoryEntry extends Entry {
  _authproof: Omit<Exchange, 'request' | 'response'> & {
    readonly dateMs?: number;
    readonly trailers?: readonly { readonly name: string; readonly value: string }[];
  };
}

/** The history as a HAR object. Pure; the history must be sealed, since nothing is masked here. */
export function toHar(
  history: History,
  creator: { readonly name: string; readonly version: string } = { name: 'authproof', version: '' },
): HistoryHar {
  const { events, ...head } = history;
  const epochMs = Date.parse(history.startedAt);
  return {
    log: {
      version: '1.2',
      creator: { name: creator.name, version: creator.version },
      _authproof: {
        ...head,
        facts: events.filter((event) => event.kind === 'fact'),
        notes: events.filter((event) => event.kind === 'note'),
      },
      entries: events
        .filter((event) => event.kind === 'exchange')
        .map((exchange) => toEntry(exchange, epochMs)),
    },
  };
}

/**
 * The history of a parsed HAR file that `toHar` wrote.
 * @throws UsageError naming the file, the JSON pointer and the mend, if the file is anything else.
 */
export function parseHar(json: unknown, file: string): History {
  const validate = validator();
  if (!validate(json)) throw refusal(file, pointerOf(validate), messageOf(validate));
  const { facts, notes, ...head } = json.log._authproof;
  const events: HistoryEvent[] = [...facts, ...notes, ...json.log.entries.map(toExchange)];
  events.sort((left, right) => left.seq - right.seq);
  const twice = events.find((event, index) => events[index - 1]?.seq === event.seq);
  if (twice !== undefined) throw refusal(file, '#/log', `two events have the sequence number ${twice.seq}`);
  return { ...head, events };
}

/** Like `parseHar`, from the text of the file; text that is not JSON is a `UsageError` too. */
export function historyFromHar(text: string, file: string): History {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refusal(file, '#', 'is not JSON');
  }
  return parseHar(json, file);
}

function toEntry(exchange: Exchange, epochMs: number): HistoryEntry {
  const { request, response, ...rest } = exchange;
  const timeMs = exchange.endedMs - exchange.startedMs;
  return {
    startedDateTime: new Date((Number.isNaN(epochMs) ? 0 : epochMs) + exchange.startedMs).toISOString(),
    time: timeMs,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: harHeaders(request.headers),
      queryString: queryOf(request.url),
      headersSize: -1,
      bodySize: byteLength(request.body ?? ''),
      ...(request.body === undefined
        ? {}
        : { postData: { mimeType: headerOf(request.headers, 'content-type'), text: request.body } }),
    },
    response: {
      // HAR has no word for "no answer"; browsers write status 0.
      status: response?.status ?? 0,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: harHeaders(response?.headers ?? []),
      content: {
        size: byteLength(response?.body ?? ''),
        mimeType: headerOf(response?.headers ?? [], 'content-type'),
        text: response?.body ?? '',
      },
      redirectURL: headerOf(response?.headers ?? [], 'location'),
      headersSize: -1,
      bodySize: byteLength(response?.body ?? ''),
      ...(response === undefined ? { comment: exchange.failure?.message ?? 'no response' } : {}),
    },
    cache: {},
    timings: { send: 0, wait: timeMs, receive: 0 },
    ...(exchange.connection === undefined ? {} : { connection: exchange.connection }),
    _authproof: {
      ...rest,
      ...(response?.dateMs === undefined ? {} : { dateMs: response.dateMs }),
      ...(response?.trailers === undefined ? {} : { trailers: harHeaders(response.trailers) }),
    },
  };
}

function toExchange(entry: HistoryEntry): Exchange {
  const { dateMs, trailers, ...rest } = entry._authproof;
  const body = entry.request.postData?.text;
  const request: HistoryRequest = {
    method: entry.request.method,
    url: entry.request.url,
    headers: pairs(entry.request.headers),
    ...(body === undefined ? {} : { body }),
  };
  if (entry.response.status === 0) return { ...rest, request };
  const response = {
    status: entry.response.status,
    headers: pairs(entry.response.headers),
    body: entry.response.content.text ?? '',
    ...(trailers === undefined ? {} : { trailers: pairs(trailers) }),
    ...(dateMs === undefined ? {} : { dateMs }),
  };
  return { ...rest, request, response };
}

const harHeaders = (headers: readonly HeaderPair[]) => headers.map(([name, value]) => ({ name, value }));

const pairs = (headers: readonly { readonly name: string; readonly value: string }[]): HeaderPair[] =>
  headers.map(({ name, value }) => [name, value]);

const byteLength = (text: string) => new TextEncoder().encode(text).length;

function headerOf(headers: readonly HeaderPair[], name: string): string {
  return headers.find(([candidate]) => candidate.toLowerCase() === name)?.[1] ?? '';
}

function queryOf(url: string): { name: string; value: string }[] {
  const start = url.indexOf('?');
  if (start < 0) return [];
  return [...new URLSearchParams(url.slice(start + 1))].map(([name, value]) => ({ name, value }));
}

let compiled: ValidateFunction<HistoryHar> | undefined;
function validator(): ValidateFunction<HistoryHar> {
  compiled ??= new Ajv2020({ discriminator: true, allowUnionTypes: true }).compile<HistoryHar>(harSchema);
  return compiled;
}

function pointerOf(validate: ValidateFunction): string {
  return `#${validate.errors?.[0]?.instancePath ?? ''}`;
}

function messageOf(validate: ValidateFunction): string {
  const error = validate.errors?.[0];
  const allowed: unknown = error?.params['allowedValues'] ?? error?.params['allowedValue'];
  return `${error?.message ?? 'is not valid'}${allowed === undefined ? '' : ` (${JSON.stringify(allowed)})`}`;
}

function refusal(file: string, pointer: string, message: string): UsageError {
  const place = formatProblem(file, { severity: 'error', pointer, message });
  return new UsageError(`${place}. Not a history that authproof stored: write one with \`--report har\`.`);
}
