import type { Outcome } from './outcome.ts';

/** What a run of the load probes found: all that its reports need. No secret is in it. */
export interface LoadRun {
  readonly tool: { readonly name: string; readonly version: string };
  readonly spec: { readonly name: string; readonly title: string };
  readonly target: { readonly baseUrl: string; readonly embedded: boolean; readonly also: readonly string[] };
  readonly startedAt: string;
  readonly durationMs: number;
  readonly options: {
    readonly connections: number;
    readonly durationSeconds: number;
    /** Requests per second over all connections, where something limits them. */
    readonly rate?: number;
  };
  readonly probes: readonly LoadResult[];
  /** What was made on a target that others share and is still there. */
  readonly left: readonly string[];
  /** Lacks that the target file declares, and that are none. */
  readonly warnings: readonly string[];
}

/** The verdict of one probe on one case. */
export interface LoadResult {
  readonly probe: string;
  /** What of the document it was tried on: a kind of credential, a tier; empty if the probe has one case. */
  readonly case: string;
  readonly question: string;
  readonly cites: readonly string[];
  /** The bounds that the verdict hangs on, in words. */
  readonly thresholds: readonly string[];
  readonly verdict: Outcome;
  readonly expected: string;
  readonly observed: string;
  /** Why the target file says that this cannot be tried there: then it does not make the run incomplete. */
  readonly excused?: string;
  /** Answers that show it, the first few. */
  readonly evidence: readonly LoadEvidence[];
  readonly durationMs: number;
  readonly figures?: LoadFigures;
}

/** One answer under load. Times in milliseconds since the traffic began. */
export interface LoadEvidence {
  /** What was sent: the alias of the credential, or a word for it. */
  readonly sent: string;
  readonly startedMs: number;
  readonly endedMs: number;
  readonly status: number;
  /** What is wrong with it. */
  readonly note: string;
}

export interface LoadFigures {
  /** Answered requests. */
  readonly requests: number;
  /** Requests that got no answer. */
  readonly unanswered: number;
  readonly seconds: number;
  readonly requestsPerSecond: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly latency: readonly LatencySeries[];
  readonly timeline: Timeline;
  /** Single numbers with their unit in the name: `last success after the revocation was sent, ms`. */
  readonly values: Readonly<Record<string, number>>;
}

/** How long the answers of one kind took. */
export interface LatencySeries {
  readonly name: string;
  readonly count: number;
  readonly minMs: number;
  readonly meanMs: number;
  readonly maxMs: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  readonly p999Ms: number;
  /** The whole histogram: answers that took at most so long, and longer than the bucket before. Empty buckets are left out. */
  readonly buckets: readonly { readonly upToMs: number; readonly count: number }[];
}

/** When the answers came, in equal steps from the begin of the traffic. */
export interface Timeline {
  readonly stepMs: number;
  /** Answers per step, by status; `no credential`: to requests that carried none. */
  readonly counts: Readonly<Record<string, readonly number[]>>;
  readonly marks: readonly { readonly atMs: number; readonly label: string }[];
}
