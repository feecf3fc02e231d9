import type { z } from 'zod';
import { canonicalJson } from './identity.js';
import type { FailureCode } from './failures.js';

export type Decoded<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: FailureCode; readonly message: string; readonly pointer?: string; readonly offset?: number };

/** Deeper values overflow the stack of JSON.stringify further down the line, so they stop at the door. */
export const MAX_DEPTH = 32;
const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** Bytes of a value for a record: UTF-8 JSON with sorted keys, so that equal values give equal bytes. */
export const encodeJson = (value: unknown): Buffer => Buffer.from(canonicalJson(value), 'utf8');

/** Parses JSON bytes. Never throws: a leading BOM is allowed, deep nesting and prototype keys are refused. */
export function decodeJson(bytes: Uint8Array): Decoded<unknown> {
  let source: string;
  try {
    source = utf8.decode(bytes);
  } catch {
    return { ok: false, code: 'undecodable', message: 'not valid UTF-8' };
  }
  const deep = firstTooDeep(source);
  if (deep !== undefined) {
    return { ok: false, code: 'too-deep', message: `nested deeper than ${MAX_DEPTH} levels`, offset: deep };
  }
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    return { ok: false, code: 'undecodable', message: (error as SyntaxError).message };
  }
  const unsafe = unsafePointer(value, '');
  if (unsafe !== undefined) return { ok: false, code: 'unsafe-content', message: 'a key that changes prototypes', pointer: unsafe };
  return { ok: true, value };
}

/** Decodes a record value and checks it against its schema. Unknown fields are kept. Never throws. */
export function decodeRecord<T>(schema: z.ZodType<T>, bytes: Uint8Array): Decoded<T> {
  const json = decodeJson(bytes);
  if (!json.ok) return { ...json, code: 'undecodable' };
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  const pointer = `/${(issue?.path ?? []).map(String).join('/')}`;
  return { ok: false, code: 'schema-invalid', message: `${pointer}: ${issue?.message ?? 'does not fit'}`, pointer };
}

function firstTooDeep(source: string): number | undefined {
  let depth = 0;
  for (let i = 0; i < source.length; i++) {
    const unit = source.charCodeAt(i);
    if (unit === 0x22) i = endOfString(source, i);
    else if (unit === 0x7b || unit === 0x5b) {
      depth++;
      if (depth > MAX_DEPTH) return i;
    } else if (unit === 0x7d || unit === 0x5d) depth--;
  }
  return undefined;
}

function endOfString(source: string, open: number): number {
  let i = open + 1;
  while (i < source.length && source.charCodeAt(i) !== 0x22) i += source.charCodeAt(i) === 0x5c ? 2 : 1;
  return i;
}

function unsafePointer(value: unknown, at: string): string | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  for (const key of Object.keys(value)) {
    const pointer = `${at}/${key}`;
    if (UNSAFE_KEYS.has(key)) return pointer;
    const inner = unsafePointer((value as Record<string, unknown>)[key], pointer);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
