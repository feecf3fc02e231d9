import { Readable } from 'node:stream';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Failure } from '@wiredesk/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { z } from 'zod';
import { ApiFilter } from '../api-filter.js';
import { problemSchema } from '../openapi.js';
import { READ_POOL } from '../pools.js';
import { positionSchema, readQuestion } from '../query.js';
import { exportStories } from './export-stories.js';
import { EXPORTS, EXPORT_FORMATS } from './formats.js';

const shape = { format: z.enum(EXPORT_FORMATS).default('ndjson'), after: positionSchema.default(0), limit: z.coerce.number().int().min(1).default(Number.MAX_SAFE_INTEGER) };
/** Each holds a connection only while it reads a page, but all of them together want the database. */
const MAX_AT_ONCE = 8;
/** How long a reader may take nothing before its place goes to another. */
const STALLED_MS = 60_000;

@ApiTags('stories')
@Controller('v1')
export class ExportController {
  private running = 0;

  constructor(@Inject(READ_POOL) private readonly pool: Pool) {}

  @Get('export')
  @ApiOperation({ summary: 'Stories that pass, as one file', description: 'In the order of changes. A story that changes while the file is written comes again, newer; the last line of each is right. With `after` an export goes on behind the last `changed` that was read.' })
  @ApiFilter()
  @ApiQuery({ name: 'format', required: false, enum: EXPORT_FORMATS, description: 'ndjson (as in the list), csv (safe in spreadsheets), ninjs (3.1, one a line), gkg (columns of GDELT GKG 2.1)' })
  @ApiQuery({ name: 'after', required: false, type: Number })
  @ApiQuery({ name: 'limit', required: false, type: Number })
  @ApiProduces('application/x-ndjson', 'text/csv', 'text/tab-separated-values')
  @ApiResponse({ status: 200, description: 'the file; it is cut off without its end when something breaks' })
  @ApiResponse({ status: 400, schema: problemSchema })
  async export(@Query() query: Record<string, unknown>, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { filter, own } = await readQuestion(this.pool, query, shape);
    if (filter.statuses?.some((status) => status !== 'usable') === true) throw new Failure('bad-request', 'status: only usable stories have a text to export');
    const { contentType, fileName } = EXPORTS[own.format];
    reply.header('cache-control', 'no-store').header('content-disposition', `attachment; filename="${fileName}"`).type(contentType);
    if (request.method === 'HEAD') return reply.send();
    if (this.running >= MAX_AT_ONCE) throw new Failure('overloaded', `${MAX_AT_ONCE} exports are being written; try again`);
    this.running++;
    const file = Readable.from(exportStories(this.pool, { filter, ...own }), { objectMode: true, highWaterMark: 1 });
    file.once('close', () => { this.running--; });
    reply.raw.setTimeout(STALLED_MS, () => { reply.raw.destroy(); });
    await reply.send(file);
  }
}
