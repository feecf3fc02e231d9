import { Failure } from '@wiredesk/contracts';
import type { FastifyRequest } from 'fastify';
import type { Delivery } from './reception.js';

const CODES: Readonly<Record<string, 'too-large' | 'malformed'>> = {
  FST_REQ_FILE_TOO_LARGE: 'too-large', FST_FILES_LIMIT: 'too-large', FST_PARTS_LIMIT: 'too-large', FST_FIELDS_LIMIT: 'too-large',
};

/** Every part of a multipart body is one delivery; its file name (or field name) is told on its receipts. */
export async function partsOf(request: FastifyRequest): Promise<Delivery[]> {
  const deliveries: Delivery[] = [];
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') deliveries.push({ bytes: await part.toBuffer(), contentType: part.mimetype, fileName: part.filename, part: part.filename || part.fieldname });
      else deliveries.push({ bytes: Buffer.from(String(part.value)), contentType: part.mimetype, part: part.fieldname });
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    const code = CODES[(error as { code?: string }).code ?? ''] ?? 'malformed';
    throw new Failure(code, `the multipart body cannot be read: ${(error as Error).message}`, { cause: error });
  }
  if (deliveries.length === 0) throw new Failure('empty-body', 'the multipart body has no part');
  return deliveries;
}
