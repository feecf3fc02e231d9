import { parseWire, type ParsedWire, type WireContext } from '@wiredesk/wire-formats';

/** What a worker of the parse pool runs. */
export default ({ bytes, context }: { bytes: Uint8Array; context: WireContext }): ParsedWire => parseWire(bytes, context);
