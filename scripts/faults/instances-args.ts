import { parseArgs } from 'node:util';
import { UsageError } from '../../spec/errors.ts';
import { numberOption } from '../number-option.ts';

export interface InstancesArgs {
  readonly specs: readonly string[];
  readonly store: string;
  readonly instances: number;
}

const usage = 'Usage: node scripts/faults/three-instances.ts SPEC… [--store redis://HOST] [--instances N]';

/** @throws UsageError for arguments that are none of its own */
export function instancesArgs(args: readonly string[]): InstancesArgs {
  const { values, positionals } = parsed(args);
  if (positionals.length === 0) throw new UsageError(`Name at least one document. ${usage}`);
  if (!/^rediss?:\/\//.test(values.store))
    throw new UsageError('Several instances share a Redis only: --store redis://HOST[:PORT][/DATABASE]');
  const instances = numberOption('instances', { from: 1, to: 50, whole: true })(Number(values.instances));
  return { specs: positionals, store: values.store, instances };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        store: { type: 'string', default: 'redis://127.0.0.1' },
        instances: { type: 'string', default: '3' },
      },
    });
  } catch (error) {
    // Its first sentence; what follows is advice on how to write an argument that begins with a hyphen.
    const why = error instanceof Error ? error.message.split(/\. |\n/)[0] : 'bad arguments';
    throw new UsageError(`${why}. ${usage}`);
  }
}
