/** Goes on at once if everything is there already: the hot path must not pay for a promise that nobody needs. */
export function whenAll<Value, Result>(
  values: readonly (Value | Promise<Value>)[],
  then: (settled: readonly Value[]) => Result | Promise<Result>,
): Result | Promise<Result> {
  const settled: Value[] = [];
  for (const value of values) {
    if (value instanceof Promise) return Promise.all(values).then(then);
    settled.push(value);
  }
  return then(settled);
}
