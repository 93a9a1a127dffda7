import type { Exchange } from '../../../spec/history.ts';
import { statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { hasMatrix, isRefused, longestList, objectWithId } from '../../judging/sweep.ts';
import type { View } from '../../judging/view.ts';
import { matrixOperations, matrixSchemes } from '../../predict/matrix-cells.ts';
import type { Finding, Rule } from '../../rule.ts';

export const authzDeniedHasNoSideEffect: Rule = {
  id: 'authz-denied-has-no-side-effect',
  title: 'A refused call changes nothing',
  level: 'MUST',
  family: 'authorisation',
  statements: ['RG-22', 'RG-23', 'RT-35', 'RT-38', 'RT-41', 'RT-42', 'BZ-25', 'UA-11', 'UA-19'],
  sources: ['RFC 9110 §15.5.4', 'OWASP API5:2023'],
  experiments: ['matrix-sweep'],
  rationale: 'Where the handler runs and only the answer is rewritten, 403 is decoration.',
  falsePositives:
    'Read back by somebody who may. Counts only if the read-back shows what a permitted call wrote, or the object as it was before.',
  applies: (model) => {
    const matrix = hasMatrix(model);
    if (matrix !== true) return matrix;
    return (
      matrixSchemes(model)
        .flatMap((scheme) => matrixOperations(model, scheme))
        .some(({ method, verb }) => method !== 'GET' && verb !== 'read' && verb !== 'list') ||
      'no operation of the matrix changes anything'
    );
  },
  judge: (view) => {
    const after = view.exchanges({ experiment: 'matrix-sweep', step: 'state-after' });
    const refused = (name: string) =>
      view
        .exchanges({ experiment: 'matrix-sweep', step: ['denied', 'denied-bad-body'], operation: name })
        .every((probe) => !succeeded(probe));
    return after.flatMap((readBack): readonly Finding[] =>
      readBack.detail['oracle'] !== 'marker' && !refused(readBack.case) ? [] : [judgeState(view, readBack)],
    );
  },
};

function judgeState(view: View, readBack: Exchange): Finding {
  const found = stateFound(view, readBack);
  if (found.verdict !== 'holds') return found;
  // Calls that perhaps never arrived prove nothing by having changed nothing.
  const silence = unanswered(
    view.exchanges({
      experiment: 'matrix-sweep',
      step: ['denied', 'denied-bad-body'],
      operation: readBack.case,
    }),
  );
  return silence === undefined
    ? found
    : { ...found, verdict: 'untestable', observed: `a refused call: ${silence}` };
}

function stateFound(view: View, readBack: Exchange): Finding {
  const { oracle, expected, label } = readBack.detail;
  const base = {
    case: `${readBack.case} (${String(label)})${expected === '' || expected === undefined ? '' : `, ${view.placeOf(readBack)}`}`,
    expected: 'nothing of the refused calls',
    evidence: [readBack.seq],
  };
  if (oracle === 'sign-in') return signIn(readBack, base);
  if (!succeeded(readBack))
    return {
      ...base,
      verdict: 'untestable',
      observed: `the state could not be read back (${statusText(readBack)})`,
    };
  if (oracle === 'count') return byCount(view, readBack, base);
  return oracle === 'marker' ? byMarker(view, readBack, base) : byEntry(view, readBack, base);
}

type Base = Pick<Finding, 'case' | 'expected' | 'evidence'>;

function byMarker(view: View, readBack: Exchange, base: Base): Finding {
  const body = readBack.response?.body ?? '';
  const shown = (step: string) =>
    view
      .exchanges({ experiment: 'matrix-sweep', step, operation: readBack.case })
      .filter(({ detail }) => body.includes(String(detail['marker'])));
  const done = shown('denied').filter(isRefused);
  if (done.length > 0)
    return {
      ...base,
      verdict: 'violated',
      observed: `done although refused: ${done.map((probe) => probe.case).join(', ')}`,
      evidence: [...done.map(({ seq }) => seq), readBack.seq],
    };
  if (shown('allowed').length === 0)
    return {
      ...base,
      verdict: 'untestable',
      observed: 'the read-back does not show what the permitted call wrote either',
    };
  return { ...base, verdict: 'holds', observed: 'only what permitted calls wrote is there' };
}

function byEntry(view: View, readBack: Exchange, base: Base): Finding {
  const id = String(readBack.detail['record']);
  const before = stateBefore(view, readBack);
  const [then, now] = [before, readBack].map((exchange) => entryOf(exchange, id));
  const name = id === '' ? 'it' : id;
  const evidence = [...(before === undefined ? [] : [before.seq]), readBack.seq];
  if (then === undefined)
    return { ...base, verdict: 'untestable', observed: `${name} was not to be seen before`, evidence };
  if (then === now) return { ...base, verdict: 'holds', observed: `${name} is as it was`, evidence };
  return {
    ...base,
    verdict: 'violated',
    observed:
      now === undefined
        ? `${name} is gone although the calls were refused`
        : `${name} has changed although the calls were refused`,
    evidence,
  };
}

/** The object with the id; where one thing alone stands at the path, the whole answer. */
function entryOf(exchange: Exchange | undefined, id: string): string | undefined {
  return id === '' ? exchange?.response?.body : objectWithId(exchange?.response?.body, id);
}

function byCount(view: View, readBack: Exchange, base: Base): Finding {
  const [then, now] = [stateBefore(view, readBack), readBack].map((exchange) =>
    longestList(exchange?.response?.body),
  );
  if (then === undefined || now === undefined)
    return { ...base, verdict: 'untestable', observed: 'the read-back shows no list' };
  return {
    ...base,
    verdict: now > then ? 'violated' : 'holds',
    observed: `${then} before the refused calls, ${now} after`,
  };
}

function stateBefore(view: View, readBack: Exchange): Exchange | undefined {
  return view
    .exchanges({ experiment: 'matrix-sweep', step: 'state-before' })
    .findLast(({ seq, case: name }) => seq < readBack.seq && name === readBack.case);
}

function signIn(readBack: Exchange, base: Base): Finding {
  if (readBack.detail['expected'] === 'in') {
    return succeeded(readBack)
      ? { ...base, verdict: 'holds', observed: 'who was made by a permitted call can sign in' }
      : {
          ...base,
          verdict: 'untestable',
          observed: 'who was made by a permitted call cannot sign in either',
        };
  }
  const silence = unanswered(readBack);
  if (silence !== undefined) return { ...base, verdict: 'untestable', observed: silence };
  return succeeded(readBack)
    ? { ...base, verdict: 'violated', observed: 'who was made by a refused call can sign in' }
    : { ...base, verdict: 'holds', observed: 'who was to be made by a refused call cannot sign in' };
}
