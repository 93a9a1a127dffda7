import type { Exchange } from '../../spec/history.ts';
import type { AuthModel } from '../../spec/model.ts';
import { type Anchor, anchorsOfSort, type SchemeSort } from '../predict/anchors.ts';
import type { Finding } from '../rule.ts';
import { plainPlaceOf } from '../target.ts';
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

/** Does the API stay away from plain HTTP? Only an https target is judged whose plain place is known. */
export function judgePlain(view: View, ...sorts: readonly SchemeSort[]): readonly Finding[] {
  const observed = whyNotJudged(view);
  if (observed !== undefined) return [{ case: 'all', verdict: 'noted', expected, observed, evidence: [] }];
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

function whyNotJudged(view: View): string | undefined {
  const { baseUrl } = view.history.target;
  if (!baseUrl.startsWith('https:'))
    return 'the target is served over plain HTTP, as local ones are: not judged';
  const isAsked = view.exchanges({ experiment: 'plain-http' }).length > 0;
  return isAsked || plainPlaceOf(baseUrl) !== undefined
    ? undefined
    : 'the target is on this machine or on a port of its own, where port 80 is somebody else: not asked';
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
  const secure = view.exchange(Number(probe.detail['secure']));
  const isAlike = statusOf(secure) === status && mediaTypeOf(probe) === mediaTypeOf(secure ?? probe);
  if (status === 401)
    return isAlike
      ? { verdict: 'violated', observed: 'asked for a credential with 401, as over TLS' }
      : {
          verdict: 'noted',
          observed: `something else asks for a credential there: 401 ${mediaTypeOf(probe) ?? 'without content'}`,
        };
  if (succeeded(probe)) {
    return mediaTypeOf(probe) === mediaTypeOf(control ?? probe)
      ? { verdict: 'violated', observed: `served with ${status}` }
      : {
          verdict: 'noted',
          observed: `something else answers there: ${status} ${mediaTypeOf(probe) ?? 'without content'}`,
        };
  }
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
