import type { LoadEvidence, LoadFigures } from '../../spec/load-run.ts';
import type { AuthModel } from '../../spec/model.ts';
import type { Outcome } from '../../spec/outcome.ts';
import type { Lab } from '../lab/lab.ts';
import type { DestructiveFamily } from '../target.ts';
import type { LiveFigures } from './record.ts';

/**
 * A question that only load can answer. Like a rule it ends in a verdict, not just numbers; file name = id. A verdict
 * of `fail` never hangs on how fast a machine is: only on what was answered, and on what began after what.
 */
export interface LoadProbe {
  readonly id: string;
  readonly question: string;
  readonly cites: readonly string[];
  /** The bounds that the verdict hangs on, in words. */
  readonly thresholds: readonly string[];
  /** What it does harm to beside limits, where nothing isolates the target. */
  readonly destructive?: readonly DestructiveFamily[];
  /**
   * What of the document it is tried on, each on a ground of its own; or why there is nothing to try. `standing`: kinds of
   * which a credential stands ready on the target.
   */
  readonly cases: (model: AuthModel, standing: readonly string[]) => readonly string[] | string;
  /** @throws Lacking if this target and document offer no means */
  readonly run: (lab: Lab, context: LoadContext, about: string) => Promise<LoadFinding>;
}

export interface LoadOptions {
  /** Parallel connections. */
  readonly connections: number;
  /** How long traffic lasts that ends by time alone. */
  readonly durationSeconds: number;
  /** Requests per second over all connections; default: as fast as the target answers. */
  readonly rate?: number;
  /** Base URLs of more instances of the target. */
  readonly also?: readonly string[];
  /** Memory of the server, where it can be had. */
  readonly memory?: () => Promise<ServerMemory>;
}

/** Bytes that the process of the server takes. */
export interface ServerMemory {
  readonly heapUsed: number;
  readonly rss: number;
}

export interface LoadContext {
  readonly options: LoadOptions;
  /** Base URLs of the same ground on the other instances. */
  readonly also: readonly string[];
  readonly onTick?: (live: LiveFigures) => void;
}

export interface LoadFinding {
  readonly verdict: Extract<Outcome, 'pass' | 'fail' | 'warn' | 'info' | 'untestable'>;
  readonly expected: string;
  readonly observed: string;
  readonly evidence?: readonly LoadEvidence[];
  readonly figures?: LoadFigures;
}

/** For what a probe expects, where it was spread. */
export function overInstances({ also }: LoadContext): string {
  return also.length === 0 ? '' : ` over ${also.length + 1} instances`;
}
