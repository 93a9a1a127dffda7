import type { Rule } from '../rule.ts';
import { http401WithoutCredentials } from './authentication/http-401-without-credentials.ts';

/** Every rule. */
export const rules: readonly Rule[] = [http401WithoutCredentials];
