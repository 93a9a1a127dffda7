import type { AuthModel } from '../../spec/model.ts';
import type { StartOptions } from '../index.ts';

/**
 * A mock with one lie. The mock runs the lying model (or a replaced stage), the suite keeps the true model.
 * File name = id; the id says the wrong behaviour: `revoked-token-still-works`.
 */
export interface Mutant {
  readonly id: string;
  /** The wrong behaviour in one line, as a bug report would say it. */
  readonly lie: string;
  /** Rules that must fail under strict grading, exactly these and no others, on the first document it applies to. */
  readonly fails: readonly string[];
  /** Does the lie change anything that this document promises? The first shipped document that says yes is used. */
  readonly appliesTo: (model: AuthModel) => boolean;
  /** The lie as an edit of the model. Must not change the model it is given. */
  readonly model?: (model: AuthModel) => AuthModel;
  /** A lie that the vocabulary can't say: replaced stages and the like. */
  readonly options?: (model: AuthModel) => Partial<StartOptions>;
  /** Served over TLS, with a certificate made for the run; a plain port beside it redirects unless `options` say otherwise. */
  readonly tls?: true;
}
