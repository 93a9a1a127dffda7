import { slug } from './slug.ts';

/** The e-mail address of a fixture user for whom the document gives none. */
export function usualAddress(user: string, tenant = 'main'): string {
  return `${slug(user)}@${slug(tenant)}.example`;
}
