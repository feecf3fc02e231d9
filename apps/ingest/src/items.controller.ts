import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Failure, failureRuleOf, openSchema, type Receipt } from '@wiredesk/contracts';
import { problemOf, sendProblem, traceparentOf } from '@wiredesk/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { feedOfRequest } from './door.js';
import type { Ledger } from './ledger.js';
import { problemSchema, receiptsSchema } from './openapi.js';
import type { ReceiveItems } from './receive-items.js';

export const RECEIVE_ITEMS = Symbol('ReceiveItems');
export const LEDGER = Symbol('Ledger');

/** What a feeder may say beside bytes that cannot say it themselves, such as plain text. */
const GIVEN = ['uri', 'version', 'versionCreated', 'language', 'title'] as const;
type Given = Partial<Record<(typeof GIVEN)[number], string>>;

@ApiTags('items')
@ApiBearerAuth()
@Controller('v1')
export class ItemsController {
  constructor(
    @Inject(RECEIVE_ITEMS) private readonly receiveItems: ReceiveItems,
    @Inject(LEDGER) private readonly ledger: Ledger,
  ) {}

  @Post('items')
  @ApiOperation({ summary: 'Put one delivery in: any wire format, one item or many', description: 'The wire format is found by content. 202: at least one item is on the log, acknowledged by all in-sync replicas. 200: nothing new.' })
  @ApiConsumes('text/plain', 'application/json', 'application/octet-stream')
  @ApiBody({ schema: { type: 'string', example: 'More than 40 sailors from 12 countries, excluding Norway, are being held in Belarus.' } })
  @ApiQuery({ name: 'uri', required: false, description: "The publisher's own name of the story, without a revision" })
  @ApiQuery({ name: 'version', required: false, description: 'A decimal number or an instant; orders the items of a story' })
  @ApiQuery({ name: 'versionCreated', required: false, description: 'ISO 8601 instant; relative dates resolve against it' })
  @ApiQuery({ name: 'language', required: false, description: 'BCP 47' })
  @ApiQuery({ name: 'title', required: false })
  @ApiResponse({ status: 202, description: 'accepted or superseded: it is on the log', schema: receiptsSchema })
  @ApiResponse({ status: 200, description: 'duplicate: we hold the same', schema: receiptsSchema })
  @ApiResponse({ status: '4XX', description: 'rejected; the code says why, the receipt is in `receipt`', schema: problemSchema })
  @ApiResponse({ status: 503, description: 'nothing was taken; try again after Retry-After seconds', schema: problemSchema })
  async post(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() query: Record<string, string | undefined>): Promise<void> {
    const body = request.body as Buffer | undefined;
    if (body === undefined || body.length === 0) throw new Failure('empty-body', 'the request has no body');
    const traceparent = traceparentOf(request.headers['traceparent']);
    const receipts = await this.receiveItems({
      bytes: body, transport: 'http', traceparent,
      context: { feed: feedOfRequest(request), contentType: request.headers['content-type'], given: givenOf(query) },
    });
    reply.header('traceparent', traceparent);
    await answer(reply, receipts);
  }

  @Get('receipts/:id')
  @ApiOperation({ summary: 'What became of an item' })
  @ApiParam({ name: 'id', description: 'the id of a receipt of this feed' })
  @ApiResponse({ status: 200, schema: openSchema('receipt') as never })
  @ApiResponse({ status: 404, schema: problemSchema })
  async find(@Req() request: FastifyRequest, @Param('id') id: string): Promise<unknown> {
    const receipt = await this.ledger.find(feedOfRequest(request), id);
    if (receipt === undefined) throw new Failure('not-found', 'this feed has no such receipt');
    return receipt;
  }
}

/** Empty values count as unsaid; unknown names are refused, because a misspelt one would be lost silently. */
function givenOf(query: Record<string, string | undefined>): Given {
  const unknown = Object.keys(query).filter((name) => !(GIVEN as readonly string[]).includes(name));
  if (unknown.length > 0) throw new Failure('bad-request', `unknown query parameter ${unknown.join(', ')}; there are ${GIVEN.join(', ')}`);
  return Object.fromEntries(Object.entries(query).filter(([, value]) => typeof value === 'string' && value !== '')) as Given;
}

/** One entry is answered with its receipt, or with a problem when it was rejected; several with all receipts, whatever became of each. */
async function answer(reply: FastifyReply, receipts: readonly Receipt[]): Promise<void> {
  const [only] = receipts;
  if (only === undefined) throw new Failure('empty-body', 'the delivery holds no item');
  if (receipts.length === 1 && only.rejection !== undefined) {
    const { code, message, ...more } = only.rejection;
    const problem = problemOf(code, message, failureRuleOf(code).status ?? 422);
    await sendProblem(reply, { ...problem, ...more, receipt: only });
    return;
  }
  const count = (status: Receipt['status']): number => receipts.filter((receipt) => receipt.status === status).length;
  const onTheLog = count('accepted') + count('superseded');
  const status = onTheLog > 0 ? 202 : count('duplicate') > 0 ? 200 : 422;
  const counts = { accepted: count('accepted'), duplicate: count('duplicate'), superseded: count('superseded'), rejected: count('rejected') };
  await reply.code(status).send(receipts.length === 1 ? only : { ...counts, receipts });
}
