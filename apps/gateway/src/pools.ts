/** Connections that can only read. */
export const READ_POOL = Symbol('ReadPool');
/** Connections for what the gateway itself keeps: saved searches. */
export const WRITE_POOL = Symbol('WritePool');
