import { uncited } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import type { AuthModel, Citation, Operation } from '../../../spec/model.ts';
import { denial } from '../../judging/findings.ts';
import { objectWithId } from '../../judging/sweep.ts';
import type { View } from '../../judging/view.ts';
import { undeclaredPlaces } from '../../predict/undeclared.ts';
import type { Rule } from '../../rule.ts';

export const authzUndeclaredMethodClosed: Rule = {
  id: 'authz-undeclared-method-closed',
  title: 'A method that is declared for nobody is open to nobody',
  level: 'MUST',
  family: 'authorisation',
  statements: ['RG-31', 'RG-33', 'RT-39', 'RT-40', 'RT-44'],
  sources: ['OWASP API5:2023', 'OWASP API9:2023'],
  experiments: ['undeclared-methods'],
  rationale: 'Scaffolding registers all methods of a resource; those that nobody documented, nobody guarded.',
  falsePositives:
    '403, 404, 405 and 501 are all closed. Where the document is silent on undeclared methods, or leaves one open, it is at most a warning.',
  applies: (model) =>
    undeclaredPlaces(model).length > 0 || 'the document declares every method of every path',
  judge: (view) =>
    view.exchanges({ experiment: 'undeclared-methods', step: 'undeclared' }).flatMap((probe) => {
      const operation = view.operation(probe);
      if (operation === undefined) return [];
      const grounds = groundsOfUndeclared(view.model, operation, String(probe.detail['method']));
      return [
        denial(view, probe, { statuses: [403, 404, 405, 501], grounds, also: () => effectOf(view, probe) }),
      ];
    }),
};

/** Cited for the method by its name, else for all that is undeclared; silence is an assumption. */
function groundsOfUndeclared(model: AuthModel, operation: Operation, method: string): readonly Citation[] {
  const siblings = model.operations.filter(
    ({ path }) => path === operation.path || path.startsWith(`${operation.path}/{`),
  );
  const named = siblings.map(({ facts }) => facts[method.toLowerCase()]).find((found) => found !== undefined);
  return named ?? operation.facts['undeclared'] ?? (model.cites ? [uncited] : []);
}

function effectOf(view: View, probe: Exchange): string | undefined {
  const place = String(probe.detail['place']);
  const state = (step: string) =>
    view.exchanges({ experiment: 'undeclared-methods', step, case: place })[0]?.response?.body;
  const [before, after] = [state('undeclared-before'), state('undeclared-after')];
  if (after === undefined) return undefined;
  if (after.includes(String(probe.detail['marker']))) return 'refused, but written all the same';
  const id = String(probe.detail['record']);
  const isGone =
    probe.detail['method'] === 'DELETE' &&
    objectWithId(before, id) !== undefined &&
    objectWithId(after, id) === undefined;
  return isGone ? 'refused, but deleted all the same' : undefined;
}
