import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Failure } from '@wiredesk/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { ApiFilter } from './api-filter.js';
import { sendCached } from './http-cache.js';
import { entitySchema, problemSchema } from './openapi.js';
import { READ_POOL } from './pools.js';
import { readQuestion } from './query.js';
import { readEntity } from './read-entity.js';

@ApiTags('entities')
@Controller('v1')
export class EntitiesController {
  constructor(@Inject(READ_POOL) private readonly pool: Pool) {}

  @Get('entities/:key')
  @ApiOperation({ summary: 'What is known of an entity: its newest stories, how many a day, and what is named beside it', description: 'Of the stories that pass the filter.' })
  @ApiParam({ name: 'key', description: 'link (`UA`) or name, whatever its case' })
  @ApiFilter()
  @ApiResponse({ status: 200, schema: entitySchema })
  @ApiResponse({ status: 404, schema: problemSchema })
  async find(@Param('key') key: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { filter } = await readQuestion(this.pool, request.query as Record<string, unknown>, {});
    if (key.length > 199 || key.includes('\0')) throw new Failure('bad-request', 'key: at most 199 characters expected');
    const entity = await readEntity(this.pool, key, filter);
    if (entity.stories === 0) throw new Failure('not-found', 'no story that may be shown names it');
    await sendCached({ request, reply }, entity);
  }
}
