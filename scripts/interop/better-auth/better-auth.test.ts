import { testForeignServer } from '../foreign.test-support.ts';
import { betterAuth } from './server.ts';

testForeignServer(betterAuth);
