import type { AuthModel, Citation } from '../spec/model.ts';
import type { Level } from '../spec/outcome.ts';
import type { View } from './judging/view.ts';

export type Family =
  | 'authentication'
  | 'header-formats'
  | 'secrets'
  | 'lifecycle'
  | 'login'
  | 'jwt'
  | 'authorisation'
  | 'tenancy'
  | 'rate-limits'
  | 'errors'
  | 'caching';

/** What a rule found in one case. Grading (fail, warn, info) is the judge's business. */
export interface Finding {
  /** What was judged; unique within the rule. */
  readonly case: string;
  /**
   * `noted`: observed, not judged. `untestable`: this case needs a means that the run had not (say which in
   * `observed`); a denial whose positive control failed is untestable too.
   */
  readonly verdict: 'holds' | 'violated' | 'noted' | 'untestable';
  readonly expected: string;
  readonly observed: string;
  /** `seq` of the exchanges that show it, control first. */
  readonly evidence: readonly number[];
  /** Facts of the document that the expectation leans on; its weakest grades the finding. Empty: the rule's own level alone. */
  readonly grounds?: readonly Citation[];
  /** A departure that the document declares from the rule does not excuse this case. */
  readonly strictlyJudged?: true;
}

/**
 * One requirement as a pure function of model and history. One file each, file name = id.
 * @example see `rules/authentication/http-401-without-credentials.ts`
 */
export interface Rule {
  /** `<subject>-<condition>-<expectation>`; never changes its meaning. */
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly family: Family;
  /** Statement ids of the vendor documents that this rule checks. */
  readonly statements: readonly string[];
  /** Slugs of general rules (`spec/general-rules.json`) that it checks beside the one of its own name. */
  readonly general?: readonly string[];
  /** Standards: `RFC 9110 §11.6.1`. */
  readonly sources: readonly string[];
  /** Experiments whose traffic it judges. Empty: passive, it judges all traffic. */
  readonly experiments: readonly string[];
  /** What it expects and why, for `explain`. */
  readonly rationale: string;
  /** When a sound server could look guilty, and what the rule does about it. */
  readonly falsePositives: string;
  /** `true`, or why the document gives nothing to check. */
  readonly applies: (model: AuthModel) => true | string;
  readonly judge: (view: View) => readonly Finding[];
}
