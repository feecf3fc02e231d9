import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Failure } from '@wiredesk/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { z } from 'zod';
import { ApiFilter } from './api-filter.js';
import { fromCursor, toCursor } from './cursor.js';
import { sendCached } from './http-cache.js';
import { readKeptHistory } from './kept-history.js';
import { pastStorySchema, problemSchema, storyListSchema, storySchema, versionListSchema } from './openapi.js';
import { READ_POOL } from './pools.js';
import { pageShape, parseQuery, positionSchema, readQuestion } from './query.js';
import { readPastStory } from './read-past-story.js';
import { readStories, readStory } from './read-stories.js';
import { readVersions } from './read-versions.js';

export { READ_POOL as POOL } from './pools.js';

const listShape = { after: positionSchema.optional(), ...pageShape };
const storyShape = { asOf: z.iso.datetime({ offset: true, error: 'an instant such as 2026-09-01T10:00:00Z expected' }).optional() };
type RawQuery = Record<string, unknown>;

@ApiTags('stories')
@Controller('v1')
export class StoriesController {
  constructor(@Inject(READ_POOL) private readonly pool: Pool) {}

  @Get('stories')
  @ApiOperation({
    summary: 'Stories whose text may be shown, the newest change first',
    description: 'With `after`, stories changed behind that position in the order of changes: a reader that remembers `changed` misses nothing, also not that a story is gone.',
  })
  @ApiFilter()
  @ApiQuery({ name: 'after', required: false, type: Number })
  @ApiQuery({ name: 'cursor', required: false, description: '`next` of the page before' })
  @ApiQuery({ name: 'limit', required: false, type: Number, description: '1 to 200, 50 unless said' })
  @ApiResponse({ status: 200, schema: storyListSchema })
  @ApiResponse({ status: 304, description: 'the list is the one whose ETag is in If-None-Match' })
  @ApiResponse({ status: 400, schema: problemSchema })
  async list(@Query() query: RawQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { filter, own: { cursor, limit, after } } = await readQuestion(this.pool, query, listShape);
    const [place] = cursor === undefined ? [] : fromCursor(cursor, 1);
    const bounds = after === undefined ? { before: place } : { after: place ?? after };
    const stories = await readStories(this.pool, { filter, ...bounds, limit: limit + 1 });
    const shown = stories.slice(0, limit);
    const last = shown.at(-1);
    await sendCached({ request, reply }, { stories: shown, ...(stories.length > limit && last !== undefined ? { next: toCursor([last.changed]) } : {}) });
  }

  @Get('stories/:id')
  @ApiOperation({
    summary: 'One story with its annotations; a killed or withheld one shows its status and no text',
    description: 'With `asOf`, as it was publicly known then. What was killed, held or has expired since shows no text, whatever the instant. 410 when what was told then is not kept any more.',
  })
  @ApiParam({ name: 'id', description: 'storyId' })
  @ApiQuery({ name: 'asOf', required: false, description: 'an instant, ISO 8601 with offset' })
  @ApiResponse({ status: 200, schema: { oneOf: [storySchema, pastStorySchema] } as never })
  @ApiResponse({ status: 304, description: 'nothing has changed since the ETag in If-None-Match' })
  @ApiResponse({ status: 404, schema: problemSchema })
  @ApiResponse({ status: 410, schema: problemSchema })
  async find(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { asOf } = parseQuery(storyShape, request.query as RawQuery);
    if (asOf !== undefined) {
      const past = await readPastStory(this.pool, idOf(id), asOf);
      if (past === undefined) throw new Failure('not-found', 'nothing was told of a story with this id until then');
      return sendCached({ request, reply }, past);
    }
    const story = await readStory(this.pool, idOf(id));
    if (story === undefined) throw new Failure('not-found', 'there is no story with this id (yet): an accepted item takes a moment to arrive here');
    return sendCached({ request, reply }, story, `${story.storyId} ${story.status} ${story.changed} ${story.items as number}`);
  }

  @Get('stories/:id/versions')
  @ApiOperation({ summary: 'The public versions of a story, the newest first, and what each changed: figures, entities, words', description: 'Of a text that may not be shown now there is only that it was. `keptFrom`: what was told before is not kept, so there may have been older ones.' })
  @ApiParam({ name: 'id', description: 'storyId' })
  @ApiQuery({ name: 'cursor', required: false, description: '`next` of the page before' })
  @ApiQuery({ name: 'limit', required: false, type: Number, description: '1 to 200, 50 unless said' })
  @ApiResponse({ status: 200, schema: versionListSchema })
  @ApiResponse({ status: 404, schema: problemSchema })
  async versions(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { cursor, limit } = parseQuery(pageShape, request.query as RawQuery);
    const [before] = cursor === undefined ? [] : fromCursor(cursor, 1);
    const { versions, more } = await readVersions(this.pool, idOf(id), { before, limit });
    const last = versions.at(-1);
    const { keptFrom } = more ? {} : await readKeptHistory(this.pool);
    const isKnown = last !== undefined || cursor !== undefined || (keptFrom !== undefined && (await readStory(this.pool, idOf(id))) !== undefined);
    if (!isKnown) throw new Failure('not-found', 'nothing was told of a story with this id');
    await sendCached({ request, reply }, { storyId: id, versions, ...(more && last !== undefined ? { next: toCursor([last.sequence]) } : {}), ...(keptFrom === undefined ? {} : { keptFrom }) });
  }
}

/** An id that no story can have is asked of no database. */
function idOf(id: string): string {
  if (!/^[\w:.-]{1,200}$/.test(id)) throw new Failure('not-found', 'there is no story with this id');
  return id;
}
