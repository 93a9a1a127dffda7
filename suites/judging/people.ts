import type { AuthModel, Operation, Place } from '../../spec/model.ts';
import { creators } from '../predict/people.ts';

/** Where an operation that makes people takes their address. */
export function emailPlace(operation: Operation): Place | undefined {
  return operation.request.find(
    (place) => place.attribute === 'user.email' && place.in === 'body' && !place.readOnly,
  );
}

/** All such places of the document. */
export function emailPlaces(model: AuthModel): readonly Place[] {
  return creators(model).flatMap((operation) => emailPlace(operation) ?? []);
}
