import type { Exchange, HeaderPair } from '../../spec/history.ts';
import type { AuthModel, CredentialKind, Operation } from '../../spec/model.ts';
import { entriesOf } from './entries.ts';
import { succeeded } from './findings.ts';
import type { View } from './view.ts';

const making: readonly string[] = ['issue', 'login', 'refresh', 'rotate'];
/** No bracket within: a text of opening ones alone would be read to its end from each. */
const markPattern = /⟦([^⟦⟧\s]+)( [^⟦⟧]*)?⟧/g;

/** A trace of a secret in an answer. */
export interface Mark {
  readonly exchange: Exchange;
  readonly alias: string;
  /** As it stands in the sealed answer: `⟦token#3 base64⟧`. */
  readonly mark: string;
}

/** Kinds of which some operation gives out new ones. */
export function obtainable(model: AuthModel): readonly CredentialKind[] {
  return [...model.credentials.values()].filter((kind) =>
    kind.displayedBy.some((key) =>
      model.operations.some((operation) => operation.key === key && making.includes(operation.verb)),
    ),
  );
}

/** Kinds whose secret stands only in the answers that make it. */
export function onceKinds(model: AuthModel): readonly CredentialKind[] {
  return obtainable(model).filter(({ displayedOnce }) => displayedOnce);
}

/** Kinds whose ready-to-send value has a place in some answer. */
export function valueKinds(model: AuthModel): readonly CredentialKind[] {
  return [...model.credentials.values()].filter(({ valueDisplayedBy }) => valueDisplayedBy.length > 0);
}

/** Each kind with each operation whose answer holds its secret. */
export function displays(
  model: AuthModel,
): readonly { readonly kind: CredentialKind; readonly operation: Operation }[] {
  return [...model.credentials.values()].flatMap((kind) =>
    model.operations
      .filter(({ key }) => kind.displayedBy.includes(key))
      .map((operation) => ({ kind, operation })),
  );
}

/** Every trace of secrets of a kind in any answer of the run, headers included. */
export function marksIn(view: View, kind: string): readonly Mark[] {
  return view.exchangeList.flatMap((exchange) =>
    marks(exchange).filter(
      ({ alias }) => view.issued(alias, exchange.experiment)?.type === kind || kindOf(alias) === kind,
    ),
  );
}

/**
 * Was a secret of the kind made in this run, and was any answer after its making there to be searched? Only then does
 * finding no trace of it mean something. Says why not.
 */
export function searchable(view: View, kind: string): true | string {
  const made = view.facts('issued').filter((fact) => fact.type === kind && making.includes(fact.how));
  const first = Math.min(...made.map(({ by, seq }) => by ?? seq));
  if (made.length === 0) return 'no secret of this kind was made in this run';
  return (
    view.exchangeList.some((exchange) => exchange.seq > first && exchange.response !== undefined) ||
    'no answer came after a secret of this kind was made'
  );
}

/** Is the trace the display of a secret in the very answer that made it? Sign-ins may give out the same again. */
export function isMaking(view: View, kind: CredentialKind, exchange: Exchange, alias: string): boolean {
  const operation = view.operation(exchange);
  if (operation === undefined || !kind.displayedBy.includes(operation.key) || !succeeded(exchange))
    return false;
  if (operation.verb === 'login' || operation.verb === 'refresh') return true;
  // Aliases are unique over the run, experiments are not its borders.
  const by = view
    .facts('issued')
    .filter((fact) => fact.credential === alias)
    .flatMap((fact) => fact.by ?? []);
  return by.length === 0 || by.includes(exchange.seq);
}

/** Does a secret stand where an answer names a place: `Location` and its like end up in logs and histories? */
export function isInUrlField({ response }: Exchange, mark: string): boolean {
  return (response?.headers ?? []).some(
    ([name, value]) => /^(?:location|content-location|link|refresh)$/i.test(name) && value.includes(mark),
  );
}

/** Did the request itself carry the secret, as a credential or elsewhere? */
export function isEcho(exchange: Exchange, alias: string): boolean {
  const { url, body = '', headers } = exchange.request;
  return (
    exchange.presented.some(({ credential }) => credential === alias) ||
    [url, body, ...headers.map(([, value]) => value)].some((text) => holds(text, alias))
  );
}

/** Aliases of presented credentials in the answer of the same exchange, where the document does not display them. */
export function echoesIn(view: View, exchange: Exchange): readonly string[] {
  const operation = view.operation(exchange);
  const presented = exchange.presented.flatMap(({ credential }) => credential ?? []);
  return marks(withoutRenewals(view, exchange))
    .map(({ alias }) => alias)
    .filter((alias) => {
      const kind = view.model.credentials.get(
        view.issued(alias, exchange.experiment)?.type ?? alias.replace(/[#:].*$/, ''),
      );
      const displayed =
        operation !== undefined &&
        succeeded(exchange) &&
        kind !== undefined &&
        [...kind.displayedBy, ...kind.valueDisplayedBy].includes(operation.key);
      return presented.includes(alias) && !displayed;
    });
}

/** Without the cookies that the request sent and the answer sets anew, as sliding sessions do: no log gets to see those. */
function withoutRenewals({ model }: View, exchange: Exchange): Exchange {
  const { response, presented } = exchange;
  if (response === undefined) return exchange;
  const names = presented.flatMap(({ scheme, credential }) => {
    const carrier = model.schemes.get(scheme ?? '')?.carrier;
    return carrier?.in === 'cookie' && credential !== undefined ? [carrier.name] : [];
  });
  const isRenewal = ([name, value]: HeaderPair): boolean =>
    name.toLowerCase() === 'set-cookie' && names.includes(value.slice(0, value.indexOf('=')).trim());
  return {
    ...exchange,
    response: { ...response, headers: response.headers.filter((one) => !isRenewal(one)) },
  };
}

/** Does every entry's ready-made value encode the secret beside it (or some secret, where none is beside it)? */
export function readyMade(operation: Operation, exchange: Exchange, kind: string): boolean {
  const entries = entriesOf(operation, exchange, kind);
  return (
    entries.length > 0 &&
    entries.every((entry) => {
      const value = String(entry.get('value') ?? '');
      const beside = /^⟦(\S+)⟧$/.exec(String(entry.get('secret') ?? ''))?.[1];
      const inside = /⟦([^⟦⟧\s]+)( [^⟦⟧]+)?⟧$/.exec(value);
      const isEncoded = inside?.[2] !== undefined || /^\S+ /.test(value);
      return isEncoded && (beside === undefined || inside?.[1] === beside);
    })
  );
}

/** Does an answer hold a secret of the kind in an encoding that a header carries? */
export function holdsReadyMade(exchange: Exchange, kind: string): boolean {
  const encoded = / (base64|base64url|basic-user|basic-password|documented)⟧$/;
  const afterScheme = new RegExp(`["\\n][A-Za-z]+ ⟦${kind}#`);
  return (
    afterScheme.test(exchange.response?.body ?? '') ||
    marks(exchange).some(({ alias, mark }) => kindOf(alias) === kind && encoded.test(mark))
  );
}

function marks(exchange: Exchange): readonly Mark[] {
  const { response } = exchange;
  if (response === undefined) return [];
  const fields = [...response.headers, ...(response.trailers ?? [])];
  const text = [...fields.map(([, value]) => value), response.body].join('\n');
  return [...text.matchAll(markPattern)].map(([mark, alias = '']) => ({ exchange, alias, mark }));
}

function holds(text: string, alias: string): boolean {
  const plain = text.includes('%E2%9F%A6') ? decode(text) : text;
  return plain.includes(`⟦${alias}⟧`) || plain.includes(`⟦${alias} `);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `token` of `token#issue-and-list.3`. */
function kindOf(alias: string): string {
  return alias.replace(/#.*$/, '');
}
