import type { AuthModel } from '../../spec/model.ts';
import type { Call } from '../index.ts';
import { fieldValues } from './wrap.ts';

/** The credentials of a request as they stand in its header fields: what a careless cache takes as its key. */
export function presentedText(model: AuthModel, { request }: Call): string {
  const fields = [...model.schemes.values()].map(({ carrier }) =>
    carrier.in === 'header' ? carrier.name : 'Cookie',
  );
  return JSON.stringify([...new Set(fields)].map((name) => fieldValues(request, name)));
}
