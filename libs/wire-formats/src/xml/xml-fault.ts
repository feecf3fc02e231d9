import type { Rejection } from '@wiredesk/contracts';

/** Why an XML text could not be read; `at` is an offset in UTF-16 code units into the text that was given. */
export interface XmlFault {
  readonly code: 'malformed' | 'too-large' | 'too-deep' | 'unsafe-content';
  readonly message: string;
  readonly at: number;
  readonly hint?: string;
  /** The file as a whole is refused; no neighbour can be saved. */
  readonly final?: true;
}

/** Turns faults into rejects, whose `offset` counts bytes of UTF-8. Faults in the order of the text cost one walk together. */
export function rejectionsFor(text: string, rule: string): (fault: XmlFault) => Rejection {
  let at = 0;
  let bytes = 0;
  return (fault) => {
    if (fault.at < at) [at, bytes] = [0, 0];
    bytes += Buffer.byteLength(text.slice(at, fault.at));
    at = fault.at;
    return { code: fault.code, message: fault.message, offset: bytes, rule, ...(fault.hint === undefined ? {} : { hint: fault.hint }) };
  };
}
