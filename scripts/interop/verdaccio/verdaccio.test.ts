import { testForeignServer } from '../foreign.test-support.ts';
import { verdaccio } from './server.ts';

testForeignServer(verdaccio);
