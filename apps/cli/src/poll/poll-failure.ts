/** Why nothing came of an attempt. `refused`: by our own rules, before anything is sent. */
export type PollFailureCode = 'refused' | 'unreachable' | 'too-slow' | 'too-large' | 'too-many-redirects' | 'bad-answer' | 'bad-encoding' | 'status';

export class PollFailure extends Error {
  override readonly name = 'PollFailure';
  readonly code: PollFailureCode;

  constructor(code: PollFailureCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
