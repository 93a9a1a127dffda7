import { groundsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import type { CredentialKind } from '../../../spec/model.ts';
import { denial, statusOf, succeeded } from '../../judging/findings.ts';
import type { View } from '../../judging/view.ts';
import type { Finding } from '../../rule.ts';

/** Every token of a step was signed by the issuer's key over something wrong, and must be refused like any bad credential. */
export function judgeSigned(
  view: View,
  step: string,
  facts: readonly string[] = ['contentSchema', 'scheme'],
  also: readonly number[] = [],
): readonly Finding[] {
  return view.exchanges({ experiment: 'signed-jwts', step }).map((probe) => {
    const kind = jwtKindOf(view, probe);
    return denial(view, probe, {
      statuses: [...refusalsOfBad(view, probe), ...also],
      case: `${kind?.name ?? ''} ${probe.case}`.trim(),
      grounds: kind === undefined ? [] : groundsOf(view.model, kind, ...facts),
    });
  });
}

/** An acceptance that the standard leaves open is told; an answer that is neither that nor a refusal stays a failure. */
export function toldIfAccepted(view: View, finding: Finding, because: string): Finding {
  const probe = view.exchange(finding.evidence.at(-1));
  return finding.verdict === 'violated' && succeeded(probe)
    ? { ...finding, verdict: 'noted', observed: `accepted with ${statusOf(probe)}: ${because}` }
    : finding;
}

/** Statuses by which the operation refuses a token that is no good, whatever it calls the reason. */
export function refusalsOfBad(view: View, probe: Exchange): readonly number[] {
  const operation = view.operation(probe);
  const causes = [
    'bad-credential',
    'malformed',
    'tampered',
    'unknown',
    'expired',
    'revoked',
    'pending',
  ] as const;
  return [...new Set(causes.map((cause) => operation?.refusals.get(cause)?.status ?? 401))];
}

/** The kind of credential that a token was presented as. */
export function jwtKindOf(view: View, probe: Exchange): CredentialKind | undefined {
  const scheme = view.model.schemes.get(probe.presented[0]?.scheme ?? '');
  return view.model.credentials.get(scheme?.credential ?? '');
}
