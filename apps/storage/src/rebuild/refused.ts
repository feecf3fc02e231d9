/** The rebuild must not begin or go on; the message says why and what to do. Nothing was changed. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
