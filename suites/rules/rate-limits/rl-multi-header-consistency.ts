import { groundsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import type { AuthModel, Citation } from '../../../spec/model.ts';
import { limitFieldsOf, limitPlaces, type ToldLimit } from '../../judging/limit-fields.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import type { View } from '../../judging/view.ts';
import type { Rule } from '../../rule.ts';
import { consulted } from './limit-facts.ts';

const skewSeconds = 2;

export const rlMultiHeaderConsistency: Rule = {
  id: 'rl-multi-header-consistency',
  title: 'Where an answer tells of its limits in several dialects, they say the same',
  level: 'SHOULD',
  family: 'rate-limits',
  statements: [],
  sources: ['RateLimit fields draft §3', 'OWASP API4:2023'],
  experiments: [],
  rationale:
    'Two limiters behind one another, each counting for itself, or one that is told of in two ways of which one is wrong: the client believes either.',
  falsePositives:
    'Fields that name different limits may speak of different tiers; one without a limit is taken for that of the tier with its name, or of the only tier that the answer can be about, and is not compared if there is none. Two seconds for rounding of the reset.',
  applies: (model) => saysTwice(model) || 'no answer of the document tells of its limits in two dialects',
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, 'the same limit, remaining and reset in all dialects', (exchange) => {
        const voices = voicesIn(view, exchange);
        if (voices.length < 2) return undefined;
        const compared = voices.flatMap((one, index) =>
          voices.slice(index + 1).flatMap((other) => comparisons(one, other)),
        );
        if (compared.length === 0) return undefined;
        const wrong = compared.find((text) => text !== '');
        return wrong === undefined || { wrong, grounds: groundsFor(view, exchange) };
      }),
      'answers that tell of their limits in two dialects',
    ),
};

/** One dialect of an answer: what it says of one limit, or of several. */
interface Voice {
  readonly name: string;
  readonly told: readonly Told[];
}
type Told = ToldLimit & { readonly inSeconds?: number };

function voicesIn(view: View, exchange: Exchange): readonly Voice[] {
  const { families, structured } = limitFieldsOf(view.operation(exchange), exchange);
  const { dateMs } = exchange.response ?? {};
  const timed = (told: ToldLimit): Told => {
    const wait =
      told.resetInSeconds ??
      (told.resetAtMs === undefined || dateMs === undefined ? undefined : (told.resetAtMs - dateMs) / 1000);
    const limit = told.limit ?? limitOf(view, exchange, told.name);
    return {
      ...told,
      ...(limit === undefined ? {} : { limit }),
      ...(wait === undefined ? {} : { inSeconds: wait }),
    };
  };
  const plain = families
    .filter(({ name, told }) => name !== 'retry-after' && told.remaining !== undefined)
    .map(({ name, told }): Voice => ({ name, told: [timed(told)] }));
  const items = structured.filter(({ remaining }) => remaining !== undefined).map(timed);
  return items.length === 0 ? plain : [...plain, { name: 'RateLimit', told: items }];
}

/** The limit of the tier with this name, or of the only one that there is; undefined if that is not one number. */
function limitOf(view: View, exchange: Exchange, name: string | undefined): number | undefined {
  const tiers = consulted(view, exchange) ?? view.model.tiers;
  const meant = name === undefined ? tiers : tiers.filter((tier) => tier.name === name);
  const [first, ...others] = meant;
  // One name may stand on several operations.
  const isClear = name !== undefined && others.every(({ limit }) => limit === first?.limit);
  return others.length === 0 || isClear ? first?.limit : undefined;
}

/** What two dialects disagree on, for each limit that both tell of: empty if they agree. */
function comparisons(one: Voice, other: Voice): readonly string[] {
  const [few, many] = one.told.length <= other.told.length ? [one, other] : [other, one];
  return few.told.flatMap((told) => {
    const same = many.told.filter(({ limit }) => limit !== undefined && limit === told.limit);
    const [first] = same;
    if (first === undefined) return [];
    return same.some((candidate) => agree(told, candidate))
      ? ['']
      : [`${few.name} has ${text(told)}, ${many.name} ${text(first)}`];
  });
}

function agree(a: Told, b: Told): boolean {
  const apart =
    a.inSeconds === undefined || b.inSeconds === undefined ? 0 : Math.abs(a.inSeconds - b.inSeconds);
  return a.remaining === b.remaining && apart <= skewSeconds;
}

function text({ remaining, inSeconds }: Told): string {
  return `${remaining} left${inSeconds === undefined ? '' : `, reset in ${Math.round(inSeconds)} s`}`;
}

function saysTwice(model: AuthModel): boolean {
  return model.operations.some((operation) =>
    [...operation.responses.keys()].some((status) => {
      const places = limitPlaces(operation, status).filter(({ attribute }) =>
        ['tiers', 'tier.remaining'].includes(attribute),
      );
      const tells = places.filter(
        ({ attribute, schema }) =>
          attribute === 'tier.remaining' || !String(schema['format']).startsWith('ratelimit-policy'),
      );
      return tells.length > 1;
    }),
  );
}

function groundsFor(view: View, exchange: Exchange): readonly Citation[] {
  const places = limitPlaces(view.operation(exchange), exchange.response?.status ?? 0);
  return places
    .filter(({ attribute }) => attribute === 'tier.remaining' || attribute === 'tiers')
    .flatMap((place) => groundsOf(view.model, place));
}
