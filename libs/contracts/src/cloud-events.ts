/** The envelope of a record: CloudEvents 1.0, Kafka binary mode. Attributes travel as `ce_*` headers. */
export interface EventEnvelope {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** The story id. */
  readonly subject: string;
  /** ISO 8601 instant. */
  readonly time: string;
  readonly dataschema?: string | undefined;
  /** W3C trace context, carried from the request that brought the item in. */
  readonly traceparent?: string | undefined;
}

/** The address under which a schema is published: a name, not a server. */
export const schemaUrl = (schemaName: string): string => `urn:wiredesk:schema:${schemaName}:v1`;

/** The envelope as record headers. */
export function toHeaders(envelope: EventEnvelope): Record<string, string> {
  return {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: envelope.id,
    ce_source: envelope.source,
    ce_type: envelope.type,
    ce_subject: envelope.subject,
    ce_time: envelope.time,
    ...(envelope.dataschema === undefined ? {} : { ce_dataschema: envelope.dataschema }),
    ...(envelope.traceparent === undefined ? {} : { traceparent: envelope.traceparent }),
  };
}

/** One header as text; the first value where a producer repeated it. */
export function headerText(headers: RecordHeaders | undefined, name: string): string | undefined {
  const value = headers?.[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined ? undefined : first.toString();
}

/** Record headers as kafkajs gives them. */
export type RecordHeaders = Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>;
