import type { LoadFinding } from './probe.ts';

/** What was seen, and what of it must not be. */
export class LifecycleFindings {
  readonly told: string[] = [];
  readonly problems: string[] = [];
  /** What may have another cause on a target that others use, too. */
  readonly doubts: string[] = [];
  /** What could not be seen. */
  readonly gaps: string[] = [];

  verdict(): LoadFinding['verdict'] {
    if (this.problems.length > 0) return 'fail';
    if (this.gaps.length > 0) return 'untestable';
    return this.doubts.length > 0 ? 'warn' : 'pass';
  }

  tell(text: string): void {
    this.told.push(text);
  }

  wrong(text: string): void {
    this.problems.push(text);
  }

  doubt(text: string): void {
    this.doubts.push(text);
  }

  lacks(text: string): void {
    this.gaps.push(text);
  }

  saw(status: number): void {
    if (status >= 500) this.wrong(`an answer of ${status}`);
  }
}
