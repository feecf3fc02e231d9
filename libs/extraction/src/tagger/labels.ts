import type { EntityType } from '@wiredesk/contracts';

export const TYPES: readonly EntityType[] = ['person', 'organisation', 'place', 'group', 'event', 'other'];

/** Label 0 is outside; 1 + 2t begins a name of type t, 2 + 2t continues it. */
export const LABELS = 1 + 2 * TYPES.length;
export const OUTSIDE = 0;
export const beginOf = (type: number): number => 1 + 2 * type;
export const insideOf = (type: number): number => 2 + 2 * type;
export const isInside = (label: number): boolean => label > 0 && label % 2 === 0;
export const typeOf = (label: number): number => (label - 1) >> 1;

/** A name goes on only where the same type stands before. */
export const mayFollow = (before: number, label: number): boolean => !isInside(label) || before === label || before === label - 1;
