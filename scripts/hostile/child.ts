import { join } from 'node:path';
import { loadFile } from '../../spec/load.ts';
import { packageRoot } from '../tool.ts';
import { catalogue } from './catalogue/index.ts';
import { tryEntry } from './trial.ts';

// One entry in a process of its own, so that its peak of memory is its own: the trial as JSON on stdout.
const entry = catalogue.find(({ id }) => id === process.argv[2]);
if (entry === undefined) throw new Error(`no entry ${process.argv[2]}`);
const model = loadFile(join(packageRoot, 'spec/made-up/meadow.yaml'));
const trial = await tryEntry(model, entry);
const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(JSON.stringify({ ...trial, peakMegabytes }), () => process.exit(0));
