import type { AuthModel } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { atEachAnchor, type Stand } from '../lab/anchor.ts';
import { carrierValue, overScheme, type Presentation } from '../lab/present.ts';
import { type Anchor, anchorsOf } from '../predict/anchors.ts';
import { otherSchemes } from '../predict/channels.ts';

/** Each credential where it does not belong: query, cookie, body, other fields, the document's other schemes. */
export const crossChannel: Experiment = {
  id: 'cross-channel',
  purpose: 'Is a credential accepted anywhere but where the document puts it?',
  steps: [
    'control: one GET per security scheme with a good credential',
    'probes: the same credential alone in query parameters, cookies, JSON and form bodies, X-API-Key and similar fields, Proxy-Authorization',
    "probes: the same credential in the carriers of the document's other schemes",
  ],
  destructive: false,
  applies: (model) => anchorsOf(model).length > 0 || 'no GET operation needs a credential',
  run: (lab) =>
    atEachAnchor(lab, anchorsOf(lab.model), async (stand) => {
      const { scheme } = stand.anchor;
      const base = { request: stand.request, detail: { scheme: scheme.name } };
      const control = await lab.send({
        ...base,
        step: 'control',
        role: 'control',
        case: scheme.name,
        present: [...stand.others, stand.good],
      });
      for (const { step, channel, presentation, body } of channelsFor(lab.model, stand)) {
        await lab.send({
          ...base,
          step,
          role: 'probe',
          case: `${scheme.name}: ${channel}`,
          control: control.seq,
          present: [...stand.others, presentation],
          ...(body === undefined ? {} : { rawBody: body }),
        });
      }
    }),
};

interface Channel {
  readonly step: string;
  readonly channel: string;
  readonly presentation: Presentation;
  readonly body?: { readonly text: string; readonly mediaType: string };
}

const queryNames = ['access_token', 'token', 'api_key', 'apikey', 'key', 'auth', 'authorization'];
const cookieNames = ['token', 'access_token', 'session', 'Authorization'];
const fieldNames = ['X-API-Key', 'X-Auth-Token', 'X-Access-Token', 'Api-Key', 'Authentication'];

function channelsFor(model: AuthModel, stand: Stand): readonly Channel[] {
  const { scheme } = stand.anchor;
  const { secret, alias } = stand.held;
  const documented = carriersOf(model, stand.anchor);
  const at = (
    step: string,
    channel: string,
    headers: Presentation['headers'],
    query: Presentation['query'] = [],
    body?: Channel['body'],
  ): Channel => ({
    step,
    channel,
    ...(body === undefined ? {} : { body }),
    presentation: {
      presented: { scheme: channel, credential: alias, form: step },
      headers,
      query,
      sensitive: [value],
    },
  });
  const value = carrierValue(scheme, secret);
  const credentials = value.replace(/^\S+ +/, '');
  const free = (kind: string, name: string) => !documented.has(`${kind} ${name.toLowerCase()}`);
  const json = {
    text: JSON.stringify({ access_token: secret, token: secret, api_key: secret }),
    mediaType: 'application/json',
  };
  const form = {
    text: new URLSearchParams({ access_token: secret }).toString(),
    mediaType: 'application/x-www-form-urlencoded',
  };
  return [
    ...queryNames
      .filter((name) => free('query', name))
      .map((name) => at('in-query', `query ${name}`, [], [[name, credentials]])),
    ...cookieNames
      .filter((name) => free('cookie', name))
      .map((name) =>
        at('in-cookie', `cookie ${name}`, [
          ['cookie', `${name}=${encodeURIComponent(name === 'Authorization' ? value : credentials)}`],
        ]),
      ),
    ...fieldNames
      .filter((name) => free('header', name) && !isForeignCarrier(model, name))
      .map((name) => at('in-field', `field ${name}`, [[name, credentials]])),
    at('in-proxy-field', 'field Proxy-Authorization', [['Proxy-Authorization', value]]),
    at('in-body', 'JSON body', [], [], json),
    at('in-body', 'form body', [], [], form),
    ...otherSchemes(model, scheme).map((other) => ({
      step: 'other-scheme',
      channel: `scheme ${other.name}`,
      presentation: {
        ...overScheme(other, secret, { scheme: other.name, credential: alias, form: 'other-kind' }),
      },
    })),
  ];
}

/** Places in which the document lets this kind of credential travel. */
function carriersOf(model: AuthModel, anchor: Anchor): ReadonlySet<string> {
  const same = [...model.schemes.values()].filter(({ credential }) => credential === anchor.kind.name);
  return new Set(same.map(({ carrier }) => `${carrier.in} ${carrier.name.toLowerCase()}`));
}

/** Is the field another scheme's carrier? Then it is tried as that scheme. */
function isForeignCarrier(model: AuthModel, name: string): boolean {
  return [...model.schemes.values()].some(
    ({ carrier }) => carrier.in === 'header' && carrier.name.toLowerCase() === name.toLowerCase(),
  );
}
