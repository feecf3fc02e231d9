import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Pool } from 'pg';
import { READ_POOL } from './pools.js';
import { readSources } from './sources.js';

const instant = { type: 'string', format: 'date-time' };
const sourcesSchema = {
  type: 'object', required: ['at', 'sources'],
  properties: {
    at: instant,
    sources: {
      type: 'array',
      items: {
        type: 'object', required: ['feed', 'lastSeenAt', 'items24h', 'basis', 'silent'],
        properties: {
          feed: { type: 'string' }, lastItemAt: { ...instant, description: 'its last new item' }, lastSeenAt: { ...instant, description: 'the last time that anything came, also repeats and rejects' },
          items24h: { type: 'integer', description: 'new items of this hour and the 23 before it' },
          basis: { enum: ['hour-of-week', 'pauses', 'too-new'], description: 'what the rhythm is learnt from: the same hour of earlier weeks, the pauses between items, or nothing yet' },
          expectedAt: { ...instant, description: 'when the next item usually comes' }, silentAfter: { ...instant, description: 'without an item until then it counts as silent' },
          silent: { type: 'boolean' }, silentSince: instant,
        },
      },
    },
  },
} as never;

@ApiTags('sources')
@Controller('v1')
export class SourcesController {
  constructor(@Inject(READ_POOL) private readonly pool: Pool) {}

  @Get('sources')
  @ApiOperation({ summary: 'Feeds, when they were last seen, and which of them are silent against their own rhythm' })
  @ApiResponse({ status: 200, schema: sourcesSchema })
  async list(): Promise<unknown> {
    const now = new Date();
    return { at: now.toISOString(), sources: await readSources(this.pool, now) };
  }
}
