import exclusionTexts from './exclusions.json' with { type: 'json' };
import generalList from './general-rules.json' with { type: 'json' };
import statementList from './statements.json' with { type: 'json' };

/** One testable statement of a vendor's documentation, in own words. */
export interface Statement {
  /** `RG-15`. Never changes its meaning. */
  readonly id: string;
  /** Short name of the document that it belongs to. */
  readonly document: string;
  /** Required, described, derived from a printed example, inferred, advice to the client. */
  readonly modality: 'N' | 'D' | 'E' | 'I' | 'A';
  /** What a harness needs, by letter: P one credential, M management, F fixtures, T time, S server side, U user interface. */
  readonly class: string;
  readonly text: string;
  /** At most twelve words of the original, to find the place. */
  readonly locator: string;
}

/** A rule that holds for any API of its kind, with its source. */
export interface GeneralRule {
  readonly slug: string;
  readonly section: string;
  /** Strength in the words of its source: `MUST where documented`. */
  readonly level: string;
  readonly citation: string;
  readonly observe: string;
  /** When a sound server looks as if it broke the rule. */
  readonly falsePositive: string;
}

const modalities = ['N', 'D', 'E', 'I', 'A'] as const;

/** All vendor statements, in document order. */
export const statements: readonly Statement[] = statementList.map(({ modality, ...rest }) => ({
  ...rest,
  modality: modalities.find((known) => known === modality) ?? 'D',
}));

export const generalRules: readonly GeneralRule[] = generalList;

/** Statements and general rules that no black box can observe, with the reason. */
export const exclusions: ReadonlyMap<string, string> = new Map(Object.entries(exclusionTexts));

const byId = new Map(statements.map((statement) => [statement.id, statement]));
const bySlug = new Map(generalRules.map((rule) => [rule.slug, rule]));

export function statementOf(id: string): Statement | undefined {
  return byId.get(id);
}

export function generalRuleOf(slug: string): GeneralRule | undefined {
  return bySlug.get(slug);
}
