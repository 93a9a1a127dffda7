import type { Rule } from '../../rule.ts';
import { http401WithoutCredentials } from './http-401-without-credentials.ts';

export const authenticationRules: readonly Rule[] = [http401WithoutCredentials];
