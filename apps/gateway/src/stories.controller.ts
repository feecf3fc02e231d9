import { createHash } from 'node:crypto';
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Failure } from '@wiredesk/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { z } from 'zod';
import { fromCursor, toCursor } from './cursor.js';
import { figureListSchema, problemSchema, storyListSchema, storySchema } from './openapi.js';
import { countrySchema, limitSchema, parseQuery } from './query.js';
import { readFigures } from './read-figures.js';
import { readStories, readStory } from './read-stories.js';

export const POOL = Symbol('Pool');

const word = z.string().max(200).optional();
const page = { limit: limitSchema, cursor: z.string().max(100).optional() };
const storiesQuery = { country: countrySchema.optional(), entity: word, feed: word, language: word, after: z.coerce.number().int().min(0).optional(), ...page };
const figuresQuery = {
  unit: word, event: word, kind: word, country: countrySchema.optional(), storyId: word,
  gte: z.coerce.number().optional(), lte: z.coerce.number().optional(), ...page,
};
type RawQuery = Record<string, unknown>;

@ApiTags('stories')
@Controller('v1')
export class StoriesController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Get('stories')
  @ApiOperation({ summary: 'Stories whose text may be shown, the newest change first', description: 'With `after`, stories changed behind that position in the order of changes: a reader that remembers `changed` misses nothing.' })
  @ApiQuery({ name: 'country', required: false, description: 'ISO 3166-1 alpha-2 of a country, nationality or organisation that the text names' })
  @ApiQuery({ name: 'entity', required: false, description: 'name or link of an entity in the text' })
  @ApiQuery({ name: 'feed', required: false })
  @ApiQuery({ name: 'language', required: false })
  @ApiQuery({ name: 'after', required: false, type: Number })
  @ApiQuery({ name: 'cursor', required: false, description: '`next` of the page before' })
  @ApiQuery({ name: 'limit', required: false, type: Number, description: '1 to 200, 50 unless said' })
  @ApiResponse({ status: 200, schema: storyListSchema })
  @ApiResponse({ status: 400, schema: problemSchema })
  async list(@Query() query: RawQuery): Promise<unknown> {
    const { cursor, limit, ...filter } = parseQuery(storiesQuery, query);
    const [place] = cursor === undefined ? [] : fromCursor(cursor, 1);
    const bound = place === undefined ? {} : filter.after === undefined ? { before: place } : { after: place };
    const stories = await readStories(this.pool, { ...filter, ...bound, limit: limit + 1 });
    const shown = stories.slice(0, limit);
    const last = shown.at(-1);
    return { stories: shown, ...(stories.length > limit && last !== undefined ? { next: toCursor([last.changed]) } : {}) };
  }

  @Get('stories/:id')
  @ApiOperation({ summary: 'One story with its annotations; a killed or withheld one shows its status and no text' })
  @ApiParam({ name: 'id', description: 'storyId' })
  @ApiResponse({ status: 200, schema: storySchema })
  @ApiResponse({ status: 304, description: 'nothing has changed since the ETag in If-None-Match' })
  @ApiResponse({ status: 404, schema: problemSchema })
  async find(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const story = await readStory(this.pool, id);
    if (story === undefined) throw new Failure('not-found', 'there is no story with this id (yet): an accepted item takes a moment to arrive here');
    const etag = `"${createHash('sha256').update(`${story.storyId} ${story.changed} ${story.items as number}`).digest('base64url').slice(0, 22)}"`;
    reply.header('etag', etag);
    if (request.headers['if-none-match'] === etag) await reply.code(304).send();
    else await reply.send(story);
  }

  @Get('figures')
  @ApiOperation({ summary: 'Figures in the texts that stories show now, the newest story first' })
  @ApiQuery({ name: 'unit', required: false, description: 'singular noun, ISO 4217 code or unit: soldier, USD, kilometre' })
  @ApiQuery({ name: 'event', required: false, description: 'killed, injured, missing, captured, released, displaced, ...' })
  @ApiQuery({ name: 'kind', required: false, description: 'count, money, percent, measure, duration, ratio, ordinal, score' })
  @ApiQuery({ name: 'country', required: false, description: 'ISO 3166-1 alpha-2 of a country that the same text names' })
  @ApiQuery({ name: 'storyId', required: false })
  @ApiQuery({ name: 'gte', required: false, type: Number })
  @ApiQuery({ name: 'lte', required: false, type: Number })
  @ApiQuery({ name: 'cursor', required: false, description: '`next` of the page before' })
  @ApiQuery({ name: 'limit', required: false, type: Number, description: '1 to 200, 50 unless said' })
  @ApiResponse({ status: 200, schema: figureListSchema })
  @ApiResponse({ status: 400, schema: problemSchema })
  async figures(@Query() query: RawQuery): Promise<unknown> {
    const { cursor, limit, ...filter } = parseQuery(figuresQuery, query);
    const before = cursor === undefined ? undefined : fromCursor(cursor, 2);
    const figures = await readFigures(this.pool, { ...filter, before, limit: limit + 1 });
    const shown = figures.slice(0, limit);
    const last = shown.at(-1);
    return { figures: shown, ...(figures.length > limit && last !== undefined ? { next: toCursor([last.changed, last.n]) } : {}) };
  }
}
