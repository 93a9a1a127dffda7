import { UsageError } from '../spec/errors.ts';

/** What a number on the command line may be; without bounds, anything from 0 on. */
interface Bounds {
  readonly from?: number;
  readonly to?: number;
  readonly whole?: boolean;
}

/**
 * For `coerce` of an option that takes one number: yargs makes NaN of what is none, and a list of an option that is
 * given twice.
 * @throws UsageError for anything else than one number within the bounds
 */
export function numberOption(name: string, { from = 0, to, whole = false }: Bounds = {}) {
  return (value: unknown): number => {
    if (Array.isArray(value)) throw new UsageError(`--${name} is given more than once`);
    const isFine =
      typeof value === 'number' &&
      Number.isFinite(value) &&
      value >= from &&
      (to === undefined || value <= to) &&
      (!whole || Number.isInteger(value));
    if (isFine) return value;
    const bounds = to === undefined ? `from ${from} on` : `from ${from} to ${to}`;
    throw new UsageError(`--${name} must be a ${whole ? 'whole ' : ''}number ${bounds}`);
  };
}
