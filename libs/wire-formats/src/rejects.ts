import type { Rejection } from '@wiredesk/contracts';
import type { WireResult } from './wire-format.js';

/** A result without items and with one reject, for input that fails as a whole. */
export const rejected = (rejection: Rejection, entry = 1): WireResult => ({ items: [], rejects: [{ ...rejection, entry }] });

/** A reject of one field. `pointer` is a JSON pointer or, for other syntaxes, a path of element names. */
export const invalidField = (pointer: string, message: string, hint: string): Rejection => ({ code: 'invalid-item', message, pointer, hint });

export const emptyBody = (hint: string): Rejection => ({ code: 'empty-body', message: 'there is no text in it', hint });
