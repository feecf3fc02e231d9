import type { Comparator, Entity, EntityMention, FigureKind } from '@wiredesk/contracts';
import type { Doc } from '../doc.js';
import type { Piece } from './pieces.js';

/** What one piece belongs to: a mention of an entity, as pieces `[first, last)`. */
export interface Mention {
  readonly entity: Entity;
  readonly mention: EntityMention;
  readonly first: number;
  readonly last: number;
}

/** The text in pieces, with the names and dates that other components found laid over them. */
export interface Reading {
  readonly doc: Pick<Doc, 'text' | 'entities' | 'dates'>;
  readonly pieces: readonly Piece[];
  readonly mentions: readonly (Mention | undefined)[];
  /** 1 where a date covers the piece. */
  readonly dated: Uint8Array;
}

/** A figure in the making. Piece ranges are `[first, last)`. */
export interface Draft {
  first: number;
  last: number;
  /** The number itself, without comparator, unit or noun. */
  core: number;
  coreLast: number;
  kind: FigureKind;
  value?: number;
  range?: [number, number];
  vague?: boolean;
  comparator: Comparator;
  unit?: string;
  /** Piece of the counted noun; absent when the noun is left out or the unit is no noun. */
  head?: number;
  per?: string;
  of?: string;
  change?: 'up' | 'down';
  delta?: boolean;
  event?: string;
  polarity?: 'denied' | 'possible';
  anaphor?: Draft;
  excludes?: string[];
  rule: string;
  confidence: number;
}
