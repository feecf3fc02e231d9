/** What every command ends with. */
export const EXIT = { ok: 0, rejected: 1, usage: 2, unreachable: 3, auth: 4, config: 5, interrupted: 130 } as const;

/** Ends a command with a message for people and an exit code for scripts. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: number;

  constructor(exitCode: number, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
