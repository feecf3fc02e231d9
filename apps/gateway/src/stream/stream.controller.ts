import { Controller, Get, Inject, Query, Req, Res, type OnModuleDestroy } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Failure } from '@wiredesk/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { ApiFilter } from '../api-filter.js';
import { problemSchema } from '../openapi.js';
import { READ_POOL } from '../pools.js';
import { positionSchema, readQuestion } from '../query.js';
import { streamFilterOf } from './outbox-page.js';
import { STREAM_HUB, type StreamHub } from './stream-hub.js';
import { openWire } from './wire.js';

const shape = { after: positionSchema.optional() };

@ApiTags('stream')
@Controller('v1')
export class StreamController implements OnModuleDestroy {
  constructor(@Inject(READ_POOL) private readonly pool: Pool, @Inject(STREAM_HUB) private readonly hub: StreamHub) {}

  /** An open stream would keep the door from closing. */
  onModuleDestroy(): Promise<void> { return this.hub.stop(); }

  @Get('stream')
  @ApiOperation({
    summary: 'Story events as they happen (server-sent events)',
    description: 'The id of an event is its sequence; `Last-Event-ID` or `after` goes on behind it, also through what was missed. `killed`, `withheld` and `expired` come for every story, whatever the filter: '
      + 'take the text away. `left` says that a story which passed the filter does not any more. `gap` says from and to: after `slow` the events follow, after `retention` or `unknown-position` ask /v1/stories. Comments come every 15 s.',
  })
  @ApiFilter()
  @ApiQuery({ name: 'after', required: false, type: Number, description: 'sequence of the last event that the reader has' })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'as `after`; counts before it' })
  @ApiProduces('text/event-stream')
  @ApiResponse({ status: 200, description: 'events: open, created, updated, corrected, released, copied, killed, withheld, expired, left, gap' })
  @ApiResponse({ status: 400, schema: problemSchema })
  @ApiResponse({ status: 503, schema: problemSchema })
  async stream(@Query() query: Record<string, unknown>, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { filter, own } = await readQuestion(this.pool, query, shape);
    const last = request.headers['last-event-id'];
    const resumed = positionSchema.optional().safeParse(last === '' ? undefined : last);
    if (!resumed.success) throw new Failure('bad-request', 'Last-Event-ID: the sequence of an event expected');
    if (this.hub.isFull()) throw new Failure('overloaded', 'there are as many streams as this service may hold; try again');
    const wire = openWire(request, reply);
    if (request.method === 'HEAD') return wire.close();
    const serving = this.hub.serve(wire, streamFilterOf(filter), resumed.data ?? own.after);
    wire.onClose(serving.close);
    await serving.done;
  }
}
