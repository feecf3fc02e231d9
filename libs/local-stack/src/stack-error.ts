/** Why the stack could not start, and the exit code of the program that wanted it. */
const EXIT_CODES = {
  'start-failed': 1,
  'already-running': 3,
  'port-taken': 3,
  'prerequisite-missing': 5,
} as const;

export type StackErrorCode = keyof typeof EXIT_CODES;

/** An expected obstacle. `message` fits one screen and says what to do; it is shown as it is, without a stack. */
export class StackError extends Error {
  override readonly name = 'StackError';
  readonly code: StackErrorCode;

  constructor(code: StackErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }

  get exitCode(): number { return EXIT_CODES[this.code]; }
}
