/** Connections that can only read. */
export const READ_POOL = Symbol('ReadPool');
/** Connections for what the gateway itself keeps: saved searches. */
export const WRITE_POOL = Symbol('WritePool');

/** Settings of connections that read: stretches of a page come one after the other (see read-stories), and no question is long enough to be compiled first. */
export const READING = '-c default_transaction_read_only=on -c max_parallel_workers_per_gather=0 -c jit=off';
