import { randomBytes } from 'node:crypto';
import type { Fact, Note } from '../../spec/history.ts';
import type { AuthModel, Operation } from '../../spec/model.ts';
import type { HookCaller } from '../hooks-run/caller.ts';
import {
  type AssertionHook,
  type Ground,
  plainPlaceOf,
  type SigningHook,
  type TargetConfig,
} from '../target.ts';
import { sendByClient } from '../wire/client.ts';
import type { WireResult } from '../wire/message.ts';
import { RawConnection, sendRaw } from '../wire/raw-socket.ts';
import type { Recorder } from '../wire/recorder.ts';
import type { Taint } from '../wire/taint.ts';
import { usersOf } from './accounts.ts';
import { RequestBudget } from './budget.ts';
import { type BuiltRequest, buildRequest, type Wishes } from './build-request.ts';
import { confirmation, confirmsCaller } from './confirming.ts';
import { type Held, type LabUser, Lacking } from './held.ts';
import { hostRefusal, namedHosts } from './hosts.ts';
import type { MadeObjects } from './made-objects.ts';
import { declaredLack, meansInsteadOf, meansOf } from './means.ts';
import { fitted, longestName } from './names.ts';
import { secondsUntilRoom } from './pacing.ts';
import { readAttribute } from './read-answer.ts';
import { type HookCall, type Sent, type Step, sentOf, type WireForm, wireOf } from './step.ts';

export type { HookCall, Sent, Step } from './step.ts';

export interface LabParts {
  readonly model: AuthModel;
  readonly experiment: string;
  readonly ground: Ground;
  readonly hooks?: HookCaller | undefined;
  readonly config: TargetConfig;
  readonly recorder: Recorder;
  readonly taint: Taint;
  /** Keeps what no experiment may do to a target that is not ours. Default: anything goes. */
  readonly guard?: Guard;
  /** What the whole run may send; default: no ceiling. */
  readonly budget?: RequestBudget;
  /** Keeps what the experiment makes on a target that others share. */
  readonly made?: MadeObjects;
  /** Ids of records that were there before, where the model's are not: those may have been made for the experiment. */
  readonly foreign?: ReadonlySet<string>;
}

/** @throws Lacking if the request must not be sent */
export type Guard = (step: Step, url: string) => void;

/**
 * The bench of one experiment: sends requests, keeps the history, knows the people, credentials and clock.
 * What the model's operations make possible is in the modules beside this one; they take a lab as first argument.
 */
export class Lab {
  readonly model: AuthModel;
  readonly experiment: string;
  readonly ground: Ground;
  /** What stands in for operations that the target has not over HTTP. */
  readonly hooks: HookCaller | undefined;
  readonly config: TargetConfig;
  readonly taint: Taint;
  readonly budget: RequestBudget;
  readonly made: MadeObjects | undefined;
  readonly foreign: ReadonlySet<string> | undefined;
  readonly users: Map<string, LabUser>;
  /** Credentials kept for reuse as actors, by what they were asked for. */
  readonly kept = new Map<string, Held>();
  /** Everything obtained, oldest first. */
  readonly obtained: Held[] = [];
  /** Aliases of credentials that were ended on purpose. */
  readonly ended = new Set<string>();
  /** Seconds by which the target's clock was moved. */
  elapsedSeconds = 0;
  requests = 0;
  readonly #guard: Guard | undefined;
  readonly #recorder: Recorder;
  readonly #hosts: ReadonlySet<string>;
  #serial = 0;
  readonly #nonce: string;
  readonly #longestName: number;

  constructor(parts: LabParts) {
    this.model = parts.model;
    this.experiment = parts.experiment;
    this.ground = parts.ground;
    this.hooks = parts.hooks;
    this.config = parts.config;
    this.taint = parts.taint;
    this.#recorder = parts.recorder;
    this.#guard = parts.guard;
    this.#hosts = namedHosts(parts.config);
    this.budget = parts.budget ?? new RequestBudget();
    this.made = parts.made;
    this.foreign = parts.foreign;
    this.#nonce = parts.ground.shared ? `-${randomBytes(4).toString('hex')}` : '';
    this.#longestName = longestName(parts.model);
    this.users = usersOf(parts.model, parts.config);
    for (const user of this.users.values()) this.taint.register(`password:${user.id}`, user.password);
  }

  /** A text, fit for a name, that is unique within the run; on a shared target, where earlier runs left things, beyond it too. */
  unique(prefix: string): string {
    this.#serial += 1;
    return fitted(`${prefix}-${this.experiment}-${this.#serial}${this.#nonce}`, this.#longestName);
  }

  operation(key: string): Operation {
    const found = this.model.operations.find((operation) => operation.key === key);
    if (found === undefined) throw new Lacking(`the document has no operation ${key}`);
    return found;
  }

  /** @throws Lacking if a path parameter has no value */
  build(operation: Operation, wishes: Wishes = {}): BuiltRequest {
    const { method, path } = this.config.bindings?.[operation.key] ?? {};
    const there = path === undefined ? operation : { ...operation, path };
    const { values = {} } = wishes;
    const confirmed = confirmsCaller(operation)
      ? { ...wishes, values: { ...confirmation(operation, this.users, values), ...values } }
      : wishes;
    const built = buildRequest(this.model, there, confirmed);
    return { ...built, operation, method: method ?? operation.method };
  }

  /**
   * Sends and records. An unplanned 429 is waited out (recorded as step `paced`) and the request repeated.
   * @throws Lacking if the operation is on a console that this target does not have, or may change what it must not
   */
  async send(step: Step): Promise<Sent> {
    this.#guard?.(step, this.ground.baseUrl);
    for (let attempt = 0; ; attempt += 1) {
      const sent = await this.#sendOnce(step);
      if (sent.status !== 429 || step.unpaced === true) return sent;
      if (attempt === 4)
        throw new Lacking(`still rate limited after ${attempt} waits: ${step.request.operation.key}`);
      this.#relabel(sent, 'paced');
      await this.wait(secondsUntilRoom(this.model, step.request.operation, sent));
    }
  }

  /** Says why a probe has no positive control. */
  uncontrolled(probe: Sent, reason: string): void {
    this.#recorder.replace({ ...probe.exchange, detail: { ...probe.exchange.detail, uncontrolled: reason } });
  }

  /** Records what a hook was asked and gave, as if it were an exchange; rules that watch all traffic do not see it. */
  hooked(called: HookCall): Sent {
    const { hook, input, output, startedMs, operation, step } = called;
    const json = { 'content-type': 'application/json' };
    const exchange = this.#recorder.exchange(
      this.#recorder.reserve(),
      {
        experiment: this.experiment,
        role: step.role ?? 'setup',
        step: step.step,
        case: step.case ?? '',
        ...(operation === undefined ? {} : { operation: operation.key }),
        presented: [],
        detail: {},
      },
      { method: 'HOOK', url: `hook:${hook}`, body: JSON.stringify(input) },
      {
        sent: Object.entries(json),
        response: { status: 200, headers: Object.entries(json), body: JSON.stringify(output) },
      },
      { startedMs, transport: 'hook' },
    );
    return { ...sentOf(exchange), ok: true };
  }

  /** Milliseconds on the clock of the history. */
  nowMs(): number {
    return this.#recorder.now();
  }

  /** Names the positive control of a probe that had to be sent before it, because the control changes state. */
  controlledBy(probe: Sent, control: Sent): void {
    this.#recorder.replace({ ...probe.exchange, control: control.seq });
  }

  fact(fact: FactInput): void {
    this.#recorder.fact({ experiment: this.experiment, ...fact });
  }

  /** Says that a means is missing; `about` is the step or case that it concerns, empty for the experiment. */
  lacking(about: string, reason: string | Lacking): void {
    const { message, means } = typeof reason === 'string' ? { message: reason, means: [] } : reason;
    this.#note({ note: 'lacking', about, message, ...(means.length === 0 ? {} : { means }) });
  }

  figure(about: string, value: number, message = ''): void {
    this.#note({ note: 'figure', about, message, value });
  }

  /**
   * Lets time pass on the target: by its clock hook, else by a real wait within `maxWaitSeconds`. `declared`: the
   * document (or the target file) says that so much time brings the change about.
   * @throws Lacking if neither can
   */
  async wait(seconds: number, cause: 'declared' | 'chosen' = 'chosen'): Promise<void> {
    if (this.ground.clock !== undefined) {
      await this.ground.clock.advance(seconds);
      this.fact({ fact: 'clock', advancedSeconds: seconds, rung: 'hook' });
    } else {
      if (seconds > this.config.maxWaitSeconds) {
        throw new Lacking(
          `needs ${seconds} s to pass: no clock hook (hooks.advanceClock in the target file), and --max-wait is ${this.config.maxWaitSeconds} s`,
          'clock',
        );
      }
      await this.budget.pause(seconds * 1000);
      const rung = cause === 'declared' ? 'declared-short' : 'wait';
      this.fact({ fact: 'clock', advancedSeconds: seconds, rung });
    }
    this.elapsedSeconds += seconds;
  }

  /** @throws Lacking if the target makes no assertions for tests */
  get assertions(): AssertionHook {
    if (this.ground.assertions === undefined)
      throw new Lacking('nobody makes third-party assertions for this target', 'assertions');
    return this.ground.assertions;
  }

  /** @throws Lacking if nothing lets a tester have claims signed */
  get signatures(): SigningHook {
    if (this.ground.signatures === undefined)
      throw new Lacking(
        'nobody signs claims with the key of this target: that takes a control plane with a signing fixture',
        'signing',
      );
    return this.ground.signatures;
  }

  baseUrlOf(operation: Operation): string {
    const declared = declaredLack(this.config.overlay, operation);
    if (declared !== undefined) {
      throw new Lacking(`this target has no ${operation.key}: ${declared.reason}`, ...meansOf(operation));
    }
    const bound = this.config.bindings?.[operation.key]?.base;
    if (bound !== undefined) return bound;
    if (!operation.console) return this.ground.baseUrl;
    if (this.ground.consoleUrl === undefined) {
      throw new Lacking(
        `${operation.key} exists in a user interface only, and this target names no console URL (console or hooks in the target file)`,
        ...meansInsteadOf(operation),
      );
    }
    return this.ground.consoleUrl;
  }

  /** A connection for requests that share one, for `Step.raw`. */
  openConnection(operation: Operation): Promise<RawConnection> {
    const url = this.baseUrlOf(operation);
    this.#refuseForeign(url);
    return RawConnection.open(url, this.config.timeoutMs, this.config.ca);
  }

  #plainUrlOf(operation: Operation): string {
    const secure = this.baseUrlOf(operation);
    const place = this.config.plainUrl ?? plainPlaceOf(secure);
    if (place === undefined) {
      throw new Lacking(
        `nobody says where plain HTTP stands beside ${secure} (plain in the target file)`,
        'plain-http',
      );
    }
    return place + new URL(secure).pathname.replace(/\/$/, '');
  }

  async #sendOnce(step: Step): Promise<Sent> {
    const { request } = step;
    const base =
      step.plain === true ? this.#plainUrlOf(request.operation) : this.baseUrlOf(request.operation);
    const wire = wireOf(step, base);
    for (const one of step.present) {
      for (const text of one.sensitive)
        this.taint.registerForm(one.presented.credential ?? 'unknown', text, one.presented.form);
    }
    this.#refuseForeign(wire.url);
    this.budget.reserved = this.made?.requestsToRemove(this, request.operation) ?? 0;
    await this.budget.take();
    const making = this.made?.begin(this, request, wire.method);
    const seq = this.#recorder.reserve();
    const startedMs = this.#recorder.now();
    const result: WireResult & { connection?: string } = await this.#transport(step, wire);
    this.requests += 1;
    const exchange = this.#recorder.exchange(
      seq,
      {
        experiment: this.experiment,
        role: step.role,
        step: step.step,
        case: step.case ?? '',
        ...(step.control === undefined ? {} : { control: step.control }),
        ...(step.readBackOf === undefined ? {} : { readBackOf: step.readBackOf }),
        ...(step.plain === true ? {} : { operation: request.operation.key }),
        presented: step.present.map((one) => one.presented),
        detail: step.detail ?? {},
      },
      wire,
      result,
      {
        startedMs,
        transport: step.raw === undefined || step.raw === false ? 'client' : 'raw',
        ...(result.connection === undefined ? {} : { connection: result.connection }),
      },
      this.config.timeoutMs,
    );
    const sent = sentOf(exchange, request.operation.accepted);
    try {
      this.#registerSecrets(request.operation, sent);
    } catch (error) {
      // What is not registered would stand in the reports in clear.
      this.#recorder.withhold(seq, 'not kept: it holds more secrets than can be watched');
      throw error;
    }
    this.made?.seen(this, request, sent, making);
    return sent;
  }

  /** Whatever an answer gives out is a secret from now on, whether the experiment keeps it or not. */
  #registerSecrets(operation: Operation, sent: Sent): void {
    for (const kind of this.model.credentials.keys()) {
      for (const secret of readAttribute(this.model, operation, sent, `${kind}.secret`)) {
        if (typeof secret === 'string' && secret !== '') this.taint.aliasFor(kind, secret, this.experiment);
      }
    }
  }

  async #transport(step: Step, wire: WireForm): Promise<WireResult & { connection?: string }> {
    const { timeoutMs, ca } = this.config;
    if (step.raw === undefined || step.raw === false) return sendByClient(wire, timeoutMs, ca);
    if (step.raw === true) return sendRaw(wire, timeoutMs, ca);
    return { ...(await step.raw.send(wire)), connection: step.raw.id };
  }

  /** @throws Lacking if the URL leads to a host that nobody named */
  #refuseForeign(url: string): void {
    const refusal = hostRefusal(this.#hosts, url);
    if (refusal !== undefined) throw new Lacking(`nothing is sent to ${this.taint.clean(url)}: ${refusal}`);
  }

  #relabel(sent: Sent, step: string): void {
    this.#recorder.replace({ ...sent.exchange, step, role: 'setup' });
  }

  #note(note: Omit<Note, 'seq' | 'kind' | 'experiment'>): void {
    this.#recorder.note({ experiment: this.experiment, ...note });
  }
}

// Omit over a union keeps only common keys; this keeps each member.
export type FactInput = Fact extends infer T
  ? T extends unknown
    ? Omit<T, 'seq' | 'kind' | 'experiment'>
    : never
  : never;
