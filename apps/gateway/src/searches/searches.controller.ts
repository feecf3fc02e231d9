import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Put, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Failure } from '@wiredesk/contracts';
import type { FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { z } from 'zod';
import { parseFilter } from '../filter/parse-filter.js';
import { readerOf } from '../guard-reading.js';
import { problemSchema, searchListSchema, searchSchema } from '../openapi.js';
import { READ_POOL, WRITE_POOL } from '../pools.js';
import { deleteSearch, findSearch, listSearches, parametersOf, writeSearch, type SavedSearch } from './read-searches.js';

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
const bodySchema = z.strictObject({ query: z.string().min(1).max(4_000) });

@ApiTags('searches')
@Controller('v1')
export class SearchesController {
  constructor(@Inject(READ_POOL) private readonly reading: Pool, @Inject(WRITE_POOL) private readonly writing: Pool) {}

  @Get('searches')
  @ApiOperation({ summary: 'Saved searches by name' })
  @ApiResponse({ status: 200, schema: searchListSchema })
  async list(): Promise<unknown> { return { searches: await listSearches(this.reading) }; }

  @Get('searches/:name')
  @ApiOperation({ summary: 'One saved search' })
  @ApiParam({ name: 'name' })
  @ApiResponse({ status: 200, schema: searchSchema })
  @ApiResponse({ status: 404, schema: problemSchema })
  async find(@Param('name') name: string): Promise<SavedSearch> { return there(await findSearch(this.reading, name)); }

  @Put('searches/:name')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Saves a search, or replaces it; needs a key with the scope write', description: 'What it finds is asked for with `search=NAME` in stories, figures, entities, export and stream. A stream that is open keeps the filter that it began with.' })
  @ApiParam({ name: 'name', description: 'small letters, digits and hyphens' })
  @ApiBody({ schema: { type: 'object', required: ['query'], properties: { query: { type: 'string', example: 'country=UA&event=released&-feed=test', description: 'a query string of the filter language' } } } })
  @ApiResponse({ status: 200, schema: searchSchema })
  @ApiResponse({ status: 400, schema: problemSchema })
  @ApiResponse({ status: 401, schema: problemSchema })
  @ApiResponse({ status: 403, schema: problemSchema })
  async save(@Param('name') name: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<SavedSearch> {
    if (!NAME.test(name)) throw new Failure('bad-request', 'name: small letters, digits and hyphens expected, at most 63');
    const parsed = bodySchema.safeParse(body);
    if (!parsed.success) throw new Failure('bad-request', 'a JSON object with a `query` of at most 4000 characters expected');
    const { query } = parsed.data;
    // A search that cannot be asked is not saved.
    parseFilter(parametersOf(query));
    return there(await writeSearch(this.writing, { name, query, owner: readerOf(request) }));
  }

  @Delete('searches/:name')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Forgets a saved search; needs a key with the scope write' })
  @ApiParam({ name: 'name' })
  @ApiResponse({ status: 204, description: 'forgotten' })
  @ApiResponse({ status: 404, schema: problemSchema })
  async remove(@Param('name') name: string): Promise<void> {
    if (!(await deleteSearch(this.writing, name.replaceAll('\0', '')))) there(undefined);
  }
}

function there(search: SavedSearch | undefined): SavedSearch {
  if (search === undefined) throw new Failure('not-found', 'nothing is saved under this name');
  return search;
}
