/** Connections that can only read. */
export const READ_POOL = Symbol('ReadPool');
/** Connections for what the gateway itself keeps: saved searches. */
export const WRITE_POOL = Symbol('WritePool');

/**
 * Settings of connections that read: stretches of a page come one after the other (see read-stories), no question is long enough to be compiled first, and the
 * places of what a frequent word or name finds among millions of stories fit into memory: of those that do not, every text on a page would be read again.
 */
export const READING = '-c default_transaction_read_only=on -c max_parallel_workers_per_gather=0 -c jit=off -c work_mem=32MB';
