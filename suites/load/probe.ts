import type { AuthModel } from '../../spec/model.ts';
import type { Lab } from '../lab/lab.ts';

/** A question that only load can answer. Like a rule: it ends in a verdict, not just numbers. */
export interface LoadProbe {
  readonly id: string;
  readonly question: string;
  readonly cites: readonly string[];
  readonly applies: (model: AuthModel) => true | string;
  readonly run: (lab: Lab, options: LoadOptions) => Promise<LoadFinding>;
}

export interface LoadOptions {
  /** Parallel connections. */
  readonly connections: number;
}

export interface LoadFinding {
  readonly verdict: 'pass' | 'fail' | 'untestable';
  readonly expected: string;
  readonly observed: string;
  readonly figures: LoadFigures;
}

export interface LoadFigures {
  readonly requests: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Requests that got no answer. */
  readonly errors: number;
  readonly latencyMs: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly requestsPerSecond: number;
}
