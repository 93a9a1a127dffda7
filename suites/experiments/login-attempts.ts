import type { Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import type { BuiltRequest } from '../lab/build-request.ts';
import type { LabUser } from '../lab/held.ts';
import type { Lab, Step } from '../lab/lab.ts';
import {
  hasPasswordLogin,
  keepLogin,
  loginRequest,
  passwordLogins,
  signers,
  someSigner,
} from '../lab/logins.ts';
import { withoutValueAt, withValueAt } from '../lab/pointer.ts';
import { bcryptBytes, inexactPasswords, typeConfusions } from './login-variants.ts';

/** Every login is tried with credentials that are not right, one thing wrong at a time. */
export const loginAttempts: Experiment = {
  id: 'login-attempts',
  purpose: 'Does a login give tokens for the right pair only, and tell nobody why it refused?',
  steps: [
    'control `right`: the right pair',
    "probe `wrong`: wrong password, unknown user, another user's password",
    'probe `inexact`: the right password with a space, in other case, cut short …; a long one cut after 72 bytes',
    'probe `confused`: missing, null, array, object, number, boolean in place of each field',
    'probe `by-get`, `by-head`: credentials in the query; `media-type`: the right body under another media type',
  ],
  destructive: false,
  applies: hasPasswordLogin,
  run: async (lab) => {
    for (const login of passwordLogins(lab.model)) {
      await attempt(lab, login, someSigner(lab));
      await attemptLong(lab, login);
    }
  },
};

async function attempt(lab: Lab, login: Operation, user: LabUser): Promise<void> {
  const right = loginRequest(lab, login, user);
  const first = await lab.send({
    step: 'right',
    role: 'control',
    case: login.key,
    request: right,
    present: [],
  });
  keepLogin(lab, login, first, user);
  const probe: Probe = async (step, name, request, more = {}) => {
    const sent = await lab.send({
      step,
      role: 'probe',
      case: `${login.key} ${name}`,
      control: first.seq,
      request,
      present: [],
      ...more,
    });
    keepLogin(lab, login, sent, user);
  };
  const [, other] = signers(lab);

  await probe(
    'wrong',
    'wrong password',
    loginRequest(lab, login, user, { 'user.password': 'not-the-password-1A' }),
  );
  const nobody = { 'user.email': 'nobody@nowhere.example', 'user.id': 'nobody-at-all' };
  await probe(
    'wrong',
    'unknown user',
    loginRequest(lab, login, user, { ...nobody, 'user.password': 'not-the-password-1A' }),
  );
  if (other !== undefined)
    await probe(
      'wrong',
      "another user's password",
      loginRequest(lab, login, user, { 'user.password': other.password }),
    );

  await inexact(lab, login, user, probe);
  await confuse(login, user, right, probe);
  await otherChannels(lab, right, probe);
}

type Probe = (step: string, name: string, request: BuiltRequest, more?: Partial<Step>) => Promise<void>;

async function inexact(lab: Lab, login: Operation, user: LabUser, probe: Probe): Promise<void> {
  for (const [name, password] of inexactPasswords(user.password)) {
    lab.taint.registerForm(`password:${user.id}`, password, 'altered');
    await probe('inexact', name, loginRequest(lab, login, user, { 'user.password': password }));
  }
}

/** Somebody whose password is long enough to be cut by what stores it. */
async function attemptLong(lab: Lab, login: Operation): Promise<void> {
  const [first, ...others] = signers(lab);
  const user = others.find(({ password }) => Buffer.byteLength(password) > bcryptBytes);
  if (user === undefined || first === undefined) return;
  const name = `${login.key} long password`;
  const right = { request: loginRequest(lab, login, user), present: [] };
  const control = await lab.send({ step: 'right', role: 'control', case: name, ...right });
  keepLogin(lab, login, control, user);
  await inexact(lab, login, user, async (step, form, request) => {
    const sent = await lab.send({
      step,
      role: 'probe',
      case: `${name} ${form}`,
      control: control.seq,
      request,
      present: [],
    });
    keepLogin(lab, login, sent, user);
  });
}

async function confuse(login: Operation, user: LabUser, right: BuiltRequest, probe: Probe): Promise<void> {
  const isJson = right.mediaType?.includes('json') === true;
  const fields = login.request.filter(
    ({ attribute, in: site }) =>
      site === 'body' && ['user.password', 'user.email', 'user.id'].includes(attribute),
  );
  for (const { attribute, at } of fields) {
    const field = at.slice(1);
    await probe('confused', `${field} missing`, { ...right, body: withoutValueAt(right.body, at) });
    const own =
      attribute === 'user.password' ? user.password : attribute === 'user.email' ? user.email : user.id;
    for (const [name, value] of typeConfusions(own, isJson)) {
      await probe('confused', `${field} ${name}`, { ...right, body: withValueAt(right.body, at, value) });
    }
  }
  if (!isJson) return;
  await probe('confused', 'body is an array', { ...right, body: [right.body] });
  await probe('confused', 'no body', { ...right, body: {} });
}

async function otherChannels(lab: Lab, right: BuiltRequest, probe: Probe): Promise<void> {
  const pairs = typeof right.body === 'object' && right.body !== null ? Object.entries(right.body) : [];
  const query = pairs.map(([name, value]): [string, string] => [name, String(value)]);
  const taken = new Set(
    lab.model.operations.filter(({ path }) => path === right.operation.path).map(({ method }) => method),
  );
  if (!taken.has('GET')) {
    await probe('by-get', 'GET with the pair in the query', right, {
      method: 'GET',
      query,
      rawBody: { text: undefined },
    });
    await probe('by-get', 'HEAD with the pair in the query', right, {
      method: 'HEAD',
      query,
      rawBody: { text: undefined },
    });
  }
  await probe('by-query', 'pair in the query instead of the body', right, {
    query,
    rawBody: { text: '{}', mediaType: 'application/json' },
  });
  const declared = right.operation.body?.mediaTypes ?? [];
  const json = JSON.stringify(right.body);
  const form = new URLSearchParams(query).toString();
  const wrong: readonly (readonly [string, string])[] = [
    ['text/plain', json],
    ['application/xml', json],
    ['application/x-www-form-urlencoded', form],
    ['application/json', json],
  ];
  for (const [mediaType, text] of wrong) {
    if (!declared.includes(mediaType))
      await probe('media-type', mediaType, right, { rawBody: { text, mediaType } });
  }
}
