export { parseWire, type ParsedWire } from './parse-wire.js';
export { wireFormats } from './formats.js';
export { ninjsOf } from './ninjs/to-ninjs.js';
export type { CharsetUse, WireContext, WireEntry, WireFormat, WireReject, WireResult, WireSource } from './wire-format.js';
