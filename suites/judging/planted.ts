import type { Exchange } from '../../spec/history.ts';
import type { Operation } from '../../spec/model.ts';
import { planted } from '../lab/planting.ts';
import { entriesOf } from './entries.ts';
import { succeeded } from './findings.ts';
import { instantOf } from './instants.ts';
import type { View } from './view.ts';

const experiment = 'issue-mass-assignment';

/** The lists that were read after something was planted. */
export function plantedLists(view: View, probe: Exchange): readonly Exchange[] {
  return view.exchanges({ experiment, step: ['list-planted', 'list-planted-tenant'], case: probe.case });
}

/** What the server took over of what was planted in an issuing request: `id`, `issuedAt`, `tenant`, `secret` … */
export function takenOver(view: View, probe: Exchange, operation: Operation): readonly string[] {
  const shown = [probe, ...plantedLists(view, probe)].flatMap((exchange) => {
    const by = view.operation(exchange);
    return by === undefined ? [] : entriesOf(by, exchange, operation.object);
  });
  const instants = ['issuedAt', 'lastUsedAt'].filter((name) =>
    shown.some((entry) => instantOf(entry.get(name)) === Date.parse(planted.instant)),
  );
  const made = view.facts('issued', experiment).find(({ by }) => by === probe.seq);
  const inTenant = view
    .exchanges({ experiment, step: 'list-planted-tenant', case: probe.case })
    .some(({ response }) => made?.id !== undefined && response?.body.includes(made.id) === true);
  const secretWorks = view.exchanges({ experiment, step: 'use-planted', case: probe.case }).some(succeeded);
  return [
    ...(shown.some((entry) => entry.get('id') === planted.id) ? ['id'] : []),
    ...instants,
    ...(inTenant ? ['tenant'] : []),
    ...(secretWorks ? ['secret'] : []),
  ];
}
