import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { CommandModule } from 'yargs';
import { line } from '../../reports/text.ts';
import { resolveSpec } from '../../spec/catalogue.ts';
import { formatProblem, TargetError, UsageError } from '../../spec/errors.ts';
import { lint } from '../../spec/lint.ts';
import { loadFile, loadText } from '../../spec/load.ts';
import { defaultTarget } from '../../suites/target.ts';
import { exitCodes } from '../exit-codes.ts';
import { givenCredentials } from '../given-credentials.ts';
import { annotate } from '../init/annotate.ts';
import { type Inference, infer } from '../init/infer.ts';
import { observe, type PlannedRequest, planProbe } from '../init/probe.ts';
import { draftTarget } from '../init/target-draft.ts';
import { print, printJson, say } from '../output.ts';
import { readCertificates } from '../pem-file.ts';
import { resolveTarget } from '../target-options.ts';
import { summaries } from './summaries.ts';

interface Args {
  document: string;
  target: string;
  credential: string[] | undefined;
  out: string;
  ca: string | undefined;
  yes: boolean;
  force: boolean;
  json: boolean;
}

export const command: CommandModule<object, Args> = {
  ...summaries.init,
  builder: (yargs) =>
    yargs
      .positional('document', {
        type: 'string',
        demandOption: true,
        describe: 'OpenAPI 3.0 or 3.1 document (YAML or JSON)',
      })
      .option('target', {
        type: 'string',
        demandOption: true,
        requiresArg: true,
        describe: 'Base URL of the implementation: a few GET requests are sent to it and nothing else',
      })
      .option('credential', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe:
          '[scheme=]VARIABLE: a credential that works, by the name of the environment variable that holds it (Basic: user:password)',
      })
      .option('out', {
        type: 'string',
        requiresArg: true,
        default: 'authproof.yaml',
        describe: 'Target file to write; the annotated copy of the document is written beside it',
      })
      .option('ca', {
        type: 'string',
        requiresArg: true,
        describe: 'Certificate (PEM) of the authority that the TLS of the target is checked against',
      })
      .option('yes', { type: 'boolean', default: false, describe: 'Send without asking' })
      .option('force', { type: 'boolean', default: false, describe: 'Write over files that are there' })
      .option('json', { type: 'boolean', default: false, describe: 'Machine-readable' })
      .example('$0 init openapi.yaml --target http://localhost:3000 --credential API_TOKEN', ''),
  handler: async (args) => {
    const file = resolveSpec(args.document);
    const model = loadFile(file);
    const text = readFileSync(file, 'utf8');
    const given = givenCredentials(args.credential ?? [], model);
    const copy = join(dirname(args.out), `${model.name.replace(/\.authproof$/, '')}.authproof.yaml`);
    const files = [args.out, copy];
    refuseOverwriting(files, file, args.force);
    const planned = planProbe(model, given);
    if (!args.json) tellPlan(planned, args.target);
    if (!(await agreed(args))) {
      say('nothing was sent and nothing was written');
      process.exitCode = exitCodes.usage;
      return;
    }
    const { baseUrl, timeoutMs } = await targetOf(args);
    const limits = { timeoutMs, ...(args.ca === undefined ? {} : { ca: readCertificates('--ca', args.ca) }) };
    const observations = [];
    for (const request of planned) observations.push(await observe(baseUrl, request, limits));
    const hide = hiding(given.map(({ secret }) => secret));
    const inferences = infer(model, observations).map((one) => hidden(one, hide));
    const annotated = annotate(text, inferences);
    const draft = draftTarget({
      document: `./${relative(dirname(resolve(args.out)), resolve(copy))}`,
      baseUrl,
      model,
      given: given.map(({ kind, name }) => ({ kind, name })),
    });
    checkWritten(annotated, copy);
    mkdirSync(dirname(resolve(args.out)), { recursive: true });
    writeFileSync(args.out, draft);
    writeFileSync(copy, annotated);
    const sent = observations.map(({ request, status }) => ({
      method: request.method,
      path: request.path,
      with: request.purpose,
      status,
    }));
    if (args.json) printJson({ files, requests: sent, inferences });
    else {
      for (const { guess, reason } of inferences)
        print(`inferred: ${line(guess)}\n          because ${line(reason)}`);
      print(`\nWritten: ${files.join(', ')}\nNext: authproof test --config ${args.out}`);
    }
    tellRefused(observations);
  },
};

function refuseOverwriting(files: readonly string[], source: string, force: boolean): void {
  for (const one of files) {
    if (resolve(one) === resolve(source))
      throw new UsageError(`${one} is the document itself: choose another --out`);
    if (existsSync(one) && !force) throw new UsageError(`${one} is there already: --force writes over it`);
  }
}

function tellPlan(planned: readonly PlannedRequest[], target: string): void {
  say(`to ${target}, ${planned.length} requests:`);
  for (const { method, path, purpose } of planned)
    say(
      `  ${method} ${path}  with ${purpose === 'an unknown path' ? 'no credential (there is no such path)' : purpose}`,
    );
}

/** Asked where somebody can answer. */
async function agreed({ yes, json }: Args): Promise<boolean> {
  if (yes || json || process.stdin.isTTY !== true) return true;
  const ask = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await ask.question('Send them? [y/N] ')).trim());
  } finally {
    ask.close();
  }
}

async function targetOf({ target, ca }: Args) {
  const found = await resolveTarget({ target, config: undefined, ca, 'max-wait': 0, destructive: undefined });
  return found ?? defaultTarget({ baseUrl: target });
}

/** What a target echoes may be the secret that it was sent. */
function hiding(secrets: readonly string[]): (text: string) => string {
  const forms = secrets.flatMap((secret) => [
    secret,
    ...secret.split(':').filter((part) => part.length > 3),
    Buffer.from(secret).toString('base64'),
    encodeURIComponent(secret),
  ]);
  const longestFirst = forms.filter((form) => form !== '').toSorted((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((so, form) => so.replaceAll(form, '⟦credential⟧'), text);
}

function hidden(one: Inference, hide: (text: string) => string): Inference {
  return {
    pointer: one.pointer,
    guess: hide(one.guess),
    reason: hide(one.reason),
    draft: one.draft.map(hide),
  };
}

/** What is written loads and has no errors of its own. */
function checkWritten(text: string, file: string): void {
  const model = loadText(text, file);
  const [error] = lint(model).filter(({ severity }) => severity === 'error');
  if (error !== undefined) throw new UsageError(formatProblem(basename(file), error));
}

function tellRefused(
  observations: readonly { readonly request: PlannedRequest; readonly status: number }[],
): void {
  if (observations.every(({ status }) => status === 0))
    throw new TargetError('the target answered none of them');
  for (const { request, status } of observations) {
    if (request.purpose !== 'the given credential' || (status >= 200 && status < 300)) continue;
    say(
      `the credential for ${request.scheme?.name ?? ''} does not work: GET ${request.path} was answered ${status || 'nothing'}`,
    );
  }
}
