import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Failure, openSchema } from '@wiredesk/contracts';
import { sendProblem, traceparentOf } from '@wiredesk/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerOf } from './answer.js';
import { deliveriesOf } from './deliveries.js';
import { feedOfRequest } from './door.js';
import type { Ledger } from './ledger.js';
import { problemSchema, receiptsSchema } from './openapi.js';
import { partsOf } from './parts.js';
import type { ReceiveBatch } from './receive-batch.js';
import { feedGiven, givenOf } from './request-given.js';

export const RECEIVE_BATCH = Symbol('ReceiveBatch');
export const LEDGER = Symbol('Ledger');

@ApiTags('items')
@ApiBearerAuth()
@Controller('v1')
export class ItemsController {
  constructor(
    @Inject(RECEIVE_BATCH) private readonly receiveBatch: ReceiveBatch,
    @Inject(LEDGER) private readonly ledger: Ledger,
  ) {}

  @Post('items')
  @ApiOperation({
    summary: 'Put items in: any wire format, one or many',
    description: 'The wire format is found by content. One delivery as the body; one a line as NDJSON; one a part as multipart/form-data. gzip, br, zstd and deflate are read. '
      + '202: at least one item is on the log, acknowledged by all in-sync replicas. 200: nothing new. A batch is answered with counts and a receipt for every entry.',
  })
  @ApiConsumes('text/plain', 'application/json', 'application/xml', 'application/x-ndjson', 'multipart/form-data', 'message/rfc822', 'application/octet-stream')
  @ApiBody({ schema: { type: 'string', example: 'More than 40 sailors from 12 countries, excluding Norway, are being held in Belarus.' } })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key and body within a day give the same answer, and nothing is done again' })
  @ApiQuery({ name: 'uri', required: false, description: "The publisher's own name of the story, without a revision; counts where the bytes say nothing, like all of these" })
  @ApiQuery({ name: 'version', required: false, description: 'A decimal number or an instant; orders the items of a story' })
  @ApiQuery({ name: 'versionCreated', required: false, description: 'ISO 8601 instant; relative dates resolve against it' })
  @ApiQuery({ name: 'language', required: false, description: 'BCP 47' })
  @ApiQuery({ name: 'title', required: false })
  @ApiQuery({ name: 'feed', required: false, description: "A feed below the key's own: key of `poller`, feed `poller/harbour`" })
  @ApiResponse({ status: 202, description: 'accepted or superseded: it is on the log', schema: receiptsSchema })
  @ApiResponse({ status: 200, description: 'duplicate: we hold the same', schema: receiptsSchema })
  @ApiResponse({ status: '4XX', description: 'rejected; the code says why, the receipt is in `receipt`', schema: problemSchema })
  @ApiResponse({ status: 503, description: 'not all was taken; try again after Retry-After seconds. `receipts` holds what was settled', schema: problemSchema })
  async post(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() query: Record<string, string | undefined>): Promise<void> {
    const given = givenOf(query);
    const traceparent = traceparentOf(request.headers['traceparent']);
    const deliveries = request.isMultipart() ? await partsOf(request) : deliveriesOf(bodyOf(request));
    const settled = await this.receiveBatch({
      deliveries, transport: 'http', traceparent, given, feed: feedGiven(feedOfRequest(request), query['feed']),
      idempotencyKey: headerOf(request, 'idempotency-key'),
    });
    const { status, body } = 'status' in settled ? settled : answerOf(settled);
    reply.header('traceparent', traceparent);
    if (status < 400) await reply.code(status).send(body);
    else await sendProblem(reply, body as Parameters<typeof sendProblem>[1]);
  }

  @Get('receipts/:id')
  @ApiOperation({ summary: 'What became of an item: its receipt, and when it was stored' })
  @ApiParam({ name: 'id', description: 'the id of a receipt of this feed' })
  @ApiResponse({ status: 200, schema: openSchema('receipt') as never })
  @ApiResponse({ status: 404, schema: problemSchema })
  async find(@Req() request: FastifyRequest, @Param('id') id: string): Promise<unknown> {
    const receipt = await this.ledger.find(feedOfRequest(request), id);
    if (receipt === undefined) throw new Failure('not-found', 'this feed has no such receipt');
    return receipt;
  }
}

function bodyOf(request: FastifyRequest): { bytes: Buffer; contentType: string | undefined } {
  const bytes = request.body as Buffer | undefined;
  if (bytes === undefined || bytes.length === 0) throw new Failure('empty-body', 'the request has no body');
  return { bytes, contentType: request.headers['content-type'] };
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
