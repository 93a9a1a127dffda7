import type { Problem } from '../errors.ts';
import { join } from '../load/json.ts';
import type { AuthModel, Cause, Operation, Tier } from '../model.ts';
import { operationPointer } from './pointers.ts';

/** Refusals that an operation must be able to give, but does not declare. */
export function checkRefusals(model: AuthModel): readonly Problem[] {
  return model.operations.flatMap((operation) => {
    const pointer = join(operationPointer(operation), 'responses');
    const missing = (cause: Cause, severity: Problem['severity'], why: string): readonly Problem[] => {
      const refusal = operation.refusals.get(cause);
      if (refusal === undefined || refusal.declared) return [];
      return [{ severity, pointer, message: `${operation.key} ${why}, but declares no ${refusal.status}.` }];
    };
    return [
      ...(isSecured(operation) ? missing('no-credential', 'error', 'needs a credential') : []),
      ...(asksForNames(operation) ? missing('no-right', 'warning', 'asks for a role or scope') : []),
      ...(isLimited(model, operation) ? missing('rate-limit', 'error', 'is rate limited') : []),
      ...(hasDocumentTier(model, operation)
        ? missing('rate-limit', 'warning', 'is rate limited with the whole document')
        : []),
      ...(hasOwnTier(operation) ? missing('rate-limit', 'error', 'has a tier of its own') : []),
      ...checksLogin(operation).flatMap((cause) => missing(cause, 'error', 'checks a login')),
      ...undeclaredParameters(operation, model),
    ];
  });
}

function isSecured({ security }: Operation): boolean {
  return security.length > 0 && security.every((requirement) => requirement.size > 0);
}

function asksForNames(operation: Operation): boolean {
  return (
    isSecured(operation) &&
    operation.security.every((requirement) => [...requirement.values()].some((names) => names.length > 0))
  );
}

/** By a tier on a scheme that it takes. */
function isLimited(model: AuthModel, operation: Operation): boolean {
  return model.tiers.some(
    ({ on, scheme, methods }) =>
      on === 'scheme' &&
      counts(methods, operation) &&
      operation.security.some((requirement) => requirement.has(scheme ?? '')),
  );
}

function hasDocumentTier(model: AuthModel, operation: Operation): boolean {
  return model.tiers.some(({ on, methods }) => on === 'document' && counts(methods, operation));
}

function counts(methods: Tier['methods'], { method }: Operation): boolean {
  return methods === 'all' || methods.includes(method);
}

function hasOwnTier({ tiers }: Operation): boolean {
  return tiers.length > 0;
}

function checksLogin({ verb }: Operation): readonly Cause[] {
  return verb === 'login' ? ['wrong-login'] : [];
}

function undeclaredParameters({ path, parameters, key }: Operation, model: AuthModel): readonly Problem[] {
  const item = model.document.paths?.[path];
  const declared = [
    ...(item?.parameters ?? []),
    ...Object.values(item ?? {}).flatMap((value) => (isWithParameters(value) ? value.parameters : [])),
  ];
  return parameters
    .filter(
      ({ name, in: site }) =>
        site === 'path' && !declared.some((candidate) => 'name' in candidate && candidate.name === name),
    )
    .map(({ name }) => ({
      severity: 'warning',
      pointer: join('#/paths', path),
      message: `${key} does not declare its path parameter "${name}"; taken as text.`,
    }));
}

function isWithParameters(
  value: unknown,
): value is { readonly parameters: readonly { readonly name: string }[] } {
  return (
    typeof value === 'object' && value !== null && 'parameters' in value && Array.isArray(value.parameters)
  );
}
