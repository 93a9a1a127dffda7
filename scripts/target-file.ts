import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { LineCounter, parseDocument } from 'yaml';
import { formatProblem, UsageError } from '../spec/errors.ts';
import type { TargetConfig } from '../suites/target.ts';

/** A target file: where the implementation lives and whose accounts the tests may use. */
export interface TargetFile {
  readonly target?: string;
  readonly console?: string;
  readonly control?: { readonly url: string; readonly token: string };
  readonly users?: Readonly<Record<string, { readonly email?: string; readonly password?: string }>>;
  readonly credentials?: Readonly<Record<string, string>>;
}

const secret = { type: 'string', pattern: '^\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}$' };
const url = { type: 'string', pattern: '^https?://' };
const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    target: url,
    console: url,
    control: {
      type: 'object',
      additionalProperties: false,
      required: ['url', 'token'],
      properties: { url, token: secret },
    },
    users: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: { email: { type: 'string' }, password: secret },
      },
    },
    credentials: { type: 'object', additionalProperties: secret },
  },
};

/**
 * Reads a target file. Secrets stand in it by the name of an environment variable only: `${TOKEN_CFO}`.
 * @throws UsageError with file, line and pointer for what is wrong, or for a variable that is not set
 */
export function readTargetFile(file: string): TargetFile {
  const text = read(file);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken !== undefined) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw new UsageError(
      formatProblem(file, {
        severity: 'error',
        pointer: '#',
        message: broken.message.split('\n')[0] ?? '',
        line,
        column: col,
      }),
    );
  }
  const value: unknown = document.toJS();
  const validate = new Ajv2020({ allErrors: false }).compile<TargetFile>(schema);
  if (!validate(value)) {
    const [error] = validate.errors ?? [];
    const message = error === undefined ? 'is not a target file' : explain(error);
    const pointer = `#${error?.instancePath ?? ''}`;
    throw new UsageError(formatProblem(file, { severity: 'error', pointer, message }));
  }
  return value;
}

function explain({ keyword, params, message }: ErrorObject): string {
  if (keyword === 'additionalProperties') return `unknown key "${String(params['additionalProperty'])}"`;
  if (params['pattern'] === secret.pattern)
    return 'a secret stands here only by the name of its variable: ${NAME}';
  return message ?? 'is not a target file';
}

/** The parts of a target that a file gives, environment variables resolved. */
export function targetFrom(file: TargetFile, name: string): Partial<TargetConfig> {
  const resolve = (text: string, pointer: string): string => {
    const variable = /^\$\{(.+)\}$/.exec(text)?.[1] ?? '';
    const value = process.env[variable];
    if (value === undefined || value === '') {
      throw new UsageError(
        formatProblem(name, {
          severity: 'error',
          pointer,
          message: `the environment variable ${variable} is not set`,
        }),
      );
    }
    return value;
  };
  const users = Object.fromEntries(
    Object.entries(file.users ?? {}).map(([user, { email, password }]) => [
      user,
      {
        ...(email === undefined ? {} : { email }),
        ...(password === undefined ? {} : { password: resolve(password, `#/users/${user}/password`) }),
      },
    ]),
  );
  const credentials = Object.fromEntries(
    Object.entries(file.credentials ?? {}).map(([one, value]) => [
      one,
      resolve(value, `#/credentials/${one}`),
    ]),
  );
  return {
    users,
    credentials,
    ...(file.target === undefined ? {} : { baseUrl: file.target.replace(/\/$/, '') }),
    ...(file.console === undefined ? {} : { consoleUrl: file.console.replace(/\/$/, '') }),
    ...(file.control === undefined
      ? {}
      : { control: { url: file.control.url, token: resolve(file.control.token, '#/control/token') } }),
  };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError(`${file}: cannot be read (${code})`);
  }
}
