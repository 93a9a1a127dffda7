import { testForeignServer } from '../foreign.test-support.ts';
import { oidcProvider } from './server.ts';

testForeignServer(oidcProvider);
