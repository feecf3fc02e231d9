export { applyItem, applyReference, linkCopy, nextTickAt, retractReference, tick, unlinkCopy } from './apply-item.js';
export { changedBetween } from './changed-between.js';
export { changesBetween } from './story-changes.js';
export { comparedOf, copyEvidence, evidenceOf, firstTextOf, hasText, originalOf, strongerOf, type Comparable, type Compared, type CopyEvidence } from './copies.js';
export { joinTakes } from './join-takes.js';
export { publicStory } from './public-story.js';
export { namesOf, referencesOf } from './references.js';
export { isKilledVersion } from './view.js';
export { candidateOf, findVictim, meantBy, victimOf, writtenBetween, type Candidate, type Finding, type Meant, type Victim } from './victims.js';
export type {
  Applied, AppliedItem, At, Continuation, CopyLink, Digest, Fact, ItemEntry, ItemKey, ReferenceEffect, StoryChange, StoryReference, StoryState, StoryStatus,
  StoryView, TakeView,
} from './story-state.js';
