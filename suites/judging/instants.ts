/** A date as epoch milliseconds: text, or a number of seconds or milliseconds; `NaN` if it is none. */
export function instantOf(value: unknown): number {
  if (typeof value === 'number') return value < 1e11 ? value * 1000 : value;
  return typeof value === 'string' ? Date.parse(value) : Number.NaN;
}
