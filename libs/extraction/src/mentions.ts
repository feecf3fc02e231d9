import type { Doc } from './doc.js';
import { makeConsistent } from './document/consistency.js';
import { readHeads } from './document/heads.js';
import { mergeNames } from './document/merge.js';
import { repairSpans } from './document/repair.js';
import type { Mention } from './mention.js';

/** The document pass: the names of a doc in order, none overlapping. */
export const mentionsOf = (doc: Doc): readonly Mention[] => makeConsistent(doc, readHeads(doc, repairSpans(doc, mergeNames(doc))));
