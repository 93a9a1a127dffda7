import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Express } from 'express';
import type { AuthModel } from '../spec/model.ts';
import { controlApp } from './control/app.ts';
import { loadExpress } from './load-express.ts';
import { defaultParts, type Parts } from './parts.ts';
import { defaultStages, pipelineOf, type Stages } from './pipeline.ts';
import { prepare } from './plan/plan.ts';
import { serve } from './serve.ts';
import type { Clock } from './state/clock.ts';
import { openSpaces, type StoreOptions } from './stores/open-spaces.ts';

export interface MockOptions extends StoreOptions {
  /** Stages to put in place of the true ones, to build a server with one flaw. */
  readonly stages?: Partial<Stages>;
  /** Smaller decisions to replace, below the level of a stage. */
  readonly parts?: Partial<Parts>;
  /** Change at the end of every declared interval instead of at its begin: the worst server that the document allows. */
  readonly latest?: boolean;
  /** Version that the control plane tells. */
  readonly version?: string;
  /** Bearer token of the control plane; default: a new random one. */
  readonly controlToken?: string;
}

export interface MockHandles {
  /** Answers one request without Express around it. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  /** The control plane: a second Express app, to be served apart from the API. */
  readonly control: Express;
  readonly controlToken: string;
  /** Clock of the space `main`. */
  readonly clock: Clock;
  /** Takes the space `main` back to the fixtures, its clock to real time. Only a shared store makes it wait. */
  reset(): void | Promise<void>;
  /** Resolves when the store can be used; at once without one. Requests wait for it by themselves. */
  ready(): Promise<void>;
  /** Stores what still lags and lets go of the store. Call it after the last request. */
  close(): void | Promise<void>;
  /** Tells the control plane under which URL the API is served; it shows links relative to it. */
  servedAt(url: string): void;
}

/** An Express app with in-process handles. Mount it, or give it to supertest: it needs no port. */
export type MockApp = Express & { readonly mock: MockHandles };

/**
 * Builds the stateful mock server that one document describes, from its model alone. Everything that can be is
 * prepared here, once; requests are then served from memory. Throws only if the model is inconsistent.
 */
export function createMock(model: AuthModel, options: MockOptions = {}): MockApp {
  const mock = createHandles(model, options);
  const app = loadExpress()();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(mock.handle);
  return Object.assign(app, { mock });
}

/** The same without an Express app around it. */
export function createHandles(model: AuthModel, options: MockOptions): MockHandles {
  const pipeline = pipelineOf({ ...defaultStages, ...options.stages });
  const plan = prepare(model, options.latest ? 'within' : 'after', options.seed);
  const spaces = openSpaces(plan, { ...defaultParts, ...options.parts }, options);
  const controlToken = options.controlToken ?? randomBytes(32).toString('base64url');
  let baseUrl = '';
  let control: Express | undefined;
  return {
    handle: (request, response) => serve(spaces, pipeline, request, response),
    // Made when it is first asked for: many a mock is never controlled, and Express takes its time to load.
    get control() {
      control ??= controlApp({
        spaces,
        model,
        version: options.version ?? '0',
        token: controlToken,
        baseUrl: () => baseUrl,
      });
      return control;
    },
    controlToken,
    clock: spaces.main.clock,
    reset: () => spaces.change(spaces.main, (world) => world.reset()),
    ready: () => spaces.ready(),
    close: () => spaces.close(),
    servedAt: (url) => {
      baseUrl = url;
    },
  };
}
