import { StoreAway } from '../stores/keeper.ts';

/** An answer of the control plane that is not a success. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** What a body parser or a bug threw, without its inside. */
  static from(error: unknown): ControlError {
    if (error instanceof ControlError) return error;
    if (error instanceof StoreAway)
      return new ControlError(503, 'store-away', 'The store cannot be reached at the moment; try again.');
    const status =
      typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
    if (status === 413) return new ControlError(413, 'too-large', 'The body is larger than 1 MB.');
    if (status >= 400 && status < 500)
      return new ControlError(
        400,
        'bad-request',
        'The request cannot be read: is the body JSON, and the path well-formed?',
      );
    return new ControlError(500, 'internal-error', 'Something went wrong in the control plane.');
  }
}
