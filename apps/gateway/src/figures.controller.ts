import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Failure } from '@wiredesk/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { ApiFilter } from './api-filter.js';
import { fromCursor, toCursor } from './cursor.js';
import { figureConditionsOf } from './filter/filter.js';
import { sendCached } from './http-cache.js';
import { figureListSchema, problemSchema, timelineSchema } from './openapi.js';
import { READ_POOL } from './pools.js';
import { limitSchema, pageShape, readQuestion } from './query.js';
import { readFigures } from './read-figures.js';
import { readTimeline } from './read-timeline.js';

type RawQuery = Record<string, unknown>;

@ApiTags('figures')
@Controller('v1')
export class FiguresController {
  constructor(@Inject(READ_POOL) private readonly pool: Pool) {}

  @Get('figures')
  @ApiOperation({ summary: 'Figures in the texts that stories show now, the newest story first' })
  @ApiFilter()
  @ApiQuery({ name: 'cursor', required: false, description: '`next` of the page before' })
  @ApiQuery({ name: 'limit', required: false, type: Number, description: '1 to 200, 50 unless said' })
  @ApiResponse({ status: 200, schema: figureListSchema })
  @ApiResponse({ status: 400, schema: problemSchema })
  async figures(@Query() query: RawQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { filter, own: { cursor, limit } } = await readQuestion(this.pool, query, pageShape);
    const behind = cursor === undefined ? undefined : fromCursor(cursor, 2) as readonly [number, number];
    const figures = await readFigures(this.pool, { filter, behind, limit: limit + 1 });
    const shown = figures.slice(0, limit);
    const last = shown.at(-1);
    await sendCached({ request, reply }, { figures: shown, ...(figures.length > limit && last !== undefined ? { next: toCursor([last.changed, last.n]) } : {}) });
  }

  @Get('figures/timeline')
  @ApiOperation({
    summary: 'What is said of one thing over time, version by version and claim beside claim, with who says it',
    description: 'Needs a figure condition or a storyId. Claims that conflict stand side by side; nothing is averaged. A claim that a story repeats in a later version is told once.',
  })
  @ApiFilter()
  @ApiQuery({ name: 'limit', required: false, type: Number, description: 'stories, the newest: 1 to 200, 50 unless said' })
  @ApiResponse({ status: 200, schema: timelineSchema })
  @ApiResponse({ status: 400, schema: problemSchema })
  async timeline(@Query() query: RawQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { filter, own: { limit } } = await readQuestion(this.pool, query, { limit: limitSchema });
    if (figureConditionsOf(filter).length === 0 && !filter.conditions.some((condition) => condition.on === 'story' && !condition.not)) {
      throw new Failure('bad-request', 'a timeline needs unit, event, kind, gte, lte or storyId');
    }
    await sendCached({ request, reply }, await readTimeline(this.pool, filter, limit));
  }
}
