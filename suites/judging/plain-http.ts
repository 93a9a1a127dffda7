import type { Exchange } from '../../spec/history.ts';
import type { AuthModel } from '../../spec/model.ts';
import { type Anchor, anchorsOfSort, type SchemeSort } from '../predict/anchors.ts';
import type { Finding } from '../rule.ts';
import { answerField, mediaTypeOf } from './answers.ts';
import { statusOf, statusText, succeeded, unanswered } from './findings.ts';
import { judgeForms } from './forms.ts';
import type { View } from './view.ts';

const expected = 'no connection, a redirect to https, or a refusal that decides nothing about the credential';

/** `true`, or that such credentials are taken by a console at most. */
export function hasPlainAnchor(model: AuthModel, sort: SchemeSort): true | string {
  return (
    anchorsOfSort(model, sort).some(({ operation }) => !operation.console) ||
    `no GET operation outside of a console takes ${sort === 'basic' ? 'Basic credentials' : 'a bearer token'}`
  );
}

/** Does the API stay away from plain HTTP? Only an https target is judged. */
export function judgePlain(view: View, ...sorts: readonly SchemeSort[]): readonly Finding[] {
  if (!view.history.target.baseUrl.startsWith('https:')) {
    const observed = 'the target is served over plain HTTP, as local ones are: not judged';
    return [{ case: 'all', verdict: 'noted', expected, observed, evidence: [] }];
  }
  const where = ({ operation }: Anchor) => !operation.console;
  return judgeForms(
    view,
    { experiment: 'plain-http', step: ['plain-none', 'plain-made-up'], sorts, where },
    (probe) => ({
      case: probe.case,
      expected,
      evidence: [...(probe.control === undefined ? [] : [probe.control]), probe.seq],
      ...opinion(view, probe),
    }),
  );
}

function opinion(view: View, probe: Exchange): Pick<Finding, 'verdict' | 'observed'> {
  const status = statusOf(probe);
  if (status === 0) return { verdict: 'holds', observed: statusText(probe) };
  const control = view.controlOf(probe);
  if (!succeeded(control))
    return {
      verdict: 'untestable',
      observed: `the API could not be called over TLS (${statusText(control)})`,
    };
  if (status >= 300 && status < 400) return redirect(probe, status);
  const silence = unanswered(probe);
  if (silence !== undefined) return { verdict: 'untestable', observed: silence };
  if (status === 401) return { verdict: 'violated', observed: 'asked for a credential with 401' };
  if (succeeded(probe)) {
    return mediaTypeOf(probe) === mediaTypeOf(control ?? probe)
      ? { verdict: 'violated', observed: `served with ${status}` }
      : {
          verdict: 'noted',
          observed: `something else answers there: ${status} ${mediaTypeOf(probe) ?? 'without content'}`,
        };
  }
  const secure = view.exchange(Number(probe.detail['secure']));
  // Front servers say 403 to all that is plain; the API says it where it does over TLS.
  return status === 403 && statusOf(secure) === 403
    ? { verdict: 'violated', observed: 'decided with 403, as over TLS' }
    : { verdict: 'holds', observed: `refused with ${status}` };
}

function redirect(probe: Exchange, status: number): Pick<Finding, 'verdict' | 'observed'> {
  const location = answerField(probe, 'location') ?? '';
  const { url } = probe.request;
  const to = URL.canParse(location, url) ? new URL(location, url).protocol : 'nowhere';
  return to === 'https:'
    ? { verdict: 'holds', observed: `redirected to https with ${status}` }
    : { verdict: 'violated', observed: `redirected with ${status}, and not to https` };
}
