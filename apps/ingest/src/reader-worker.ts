import { readDelivery, type About, type ReadDelivery } from './read-delivery.js';
import type { Delivery } from './reception.js';

/** What a worker of the reader runs. */
export default ({ deliveries, about }: { deliveries: readonly Delivery[]; about: About }): ReadDelivery[] => deliveries.map((delivery) => readDelivery(delivery, about));
