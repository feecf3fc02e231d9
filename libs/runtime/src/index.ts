export * from './config.js';
export * from './health.js';
export * from './logger.js';
export * from './metrics.js';
export * from './problem.js';
export * from './start-service.js';
