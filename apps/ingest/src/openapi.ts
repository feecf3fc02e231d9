import { openSchema } from '@wiredesk/contracts';

type Schema = Record<string, unknown> & { type: string };

const receipt = openSchema('receipt') as Schema;

/** One receipt for one entry, or counts and all receipts for several. */
export const receiptsSchema = {
  oneOf: [
    receipt,
    {
      type: 'object',
      required: ['accepted', 'duplicate', 'superseded', 'rejected', 'receipts'],
      properties: {
        accepted: { type: 'integer' }, duplicate: { type: 'integer' }, superseded: { type: 'integer' }, rejected: { type: 'integer' },
        receipts: { type: 'array', items: receipt },
      },
    },
  ],
} as never;

/** RFC 9457. */
export const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, code: { type: 'string' }, detail: { type: 'string' },
    pointer: { type: 'string', description: 'JSON pointer into the body' }, offset: { type: 'integer', description: 'byte offset into the body' },
    rule: { type: 'string' }, hint: { type: 'string' }, receipt,
  },
} as never;
