import type { Call, Refused, Stage } from './call.ts';
import { act } from './stages/act.ts';
import { authenticate } from './stages/authenticate.ts';
import { authorise } from './stages/authorise.ts';
import { flood } from './stages/flood.ts';
import { limit } from './stages/limit.ts';
import { locate } from './stages/locate.ts';
import { method } from './stages/method.ts';
import { path } from './stages/path.ts';
import { type Reply, render } from './stages/render.ts';
import { validate } from './stages/validate.ts';

/** The order in which a request is decided: the first refusal is told, else the event happens. */
export const decisionOrder = [
  'path', //         is there such a path?                                         404
  'flood', //        is there room in tiers that need no credential?               429
  'authenticate', // does every presented credential verify, and is it enough?     401
  'limit', //        is there room in the tiers of credential, user and tenant?    429
  'method', //       does the path offer this method?                              405
  'authorise', //    does an alternative grant the call in its tenant?             403
  'locate', //       does the named thing exist within reach?                      404
  'validate', //     is the request what the schema says?                          400, 415, 422
  'act', //          may the event happen now?                                     401, 409
] as const;

export type StageName = (typeof decisionOrder)[number];

/** One function per step of the order, and `render`, which turns what came of it into an answer. */
export interface Stages extends Readonly<Record<StageName, Stage>> {
  readonly render: (call: Call) => Reply;
}

export const defaultStages: Stages = {
  path,
  flood,
  authenticate,
  limit,
  method,
  authorise,
  locate,
  validate,
  act,
  render,
};

/** The stages laid out in their order, once for all requests. */
export interface Pipeline {
  readonly steps: readonly { readonly name: StageName; readonly run: Stage }[];
  readonly render: Stages['render'];
}

export function pipelineOf(stages: Stages): Pipeline {
  return { steps: decisionOrder.map((name) => ({ name, run: stages[name] })), render: stages.render };
}

/** Up to here nothing is read but what a credential is worth and what limits say; nothing has happened yet. */
export const admission = decisionOrder.indexOf('method');

/** Runs the stages until one refuses, from one up to another. Waits only where a stage has to. */
export function decide(
  pipeline: Pipeline,
  call: Call,
  from = 0,
  to = pipeline.steps.length,
): void | Promise<void> {
  for (let index = from; index < to; index++) {
    const stage = pipeline.steps[index];
    if (stage === undefined || asksForMethods(call)) return;
    const result = stage.run(call);
    if (result === undefined) continue;
    if (!(result instanceof Promise)) return settle(call, stage.name, result);
    return result.then((refused) => {
      call.now = call.world.clock.now();
      return refused ? settle(call, stage.name, refused) : decide(pipeline, call, index + 1, to);
    });
  }
}

function settle(call: Call, stage: StageName, refused: Refused): void {
  call.refusal = { ...refused, stage };
}

/** `OPTIONS` of a known path: answered with `Allow` and nothing else (RFC 9110 §9.3.7). */
function asksForMethods(call: Call): boolean {
  return call.request.method === 'OPTIONS' && call.route !== undefined && call.operation === undefined;
}
