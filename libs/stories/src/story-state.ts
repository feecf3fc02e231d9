import type { NewsItem, Signal, StoryEvent, StoryEventType } from '@wiredesk/contracts';

/** Names one item of a story: two items with the same key are the same item. */
export interface ItemKey {
  readonly version: string;
  readonly contentHash: string;
}

/** What a figure or an entity is (`key`), what is said of it (`value`), and how a person reads it (`shown`). */
export type Fact = readonly [key: string, value: string, shown: string];

/** The facts of one item, kept as long as a later item can be compared with it. */
export interface Digest {
  readonly figures: readonly Fact[];
  readonly entities: readonly Fact[];
}

/** What the state keeps of one distinct item. Instants are ISO 8601, UTC, milliseconds. */
export interface ItemEntry extends ItemKey {
  readonly signal: Signal;
  readonly pubStatus: NewsItem['pubStatus'];
  /** The item says nothing of its own: no text, headline or body. */
  readonly empty?: true;
  readonly versionCreated: string;
  /** `versionCreated` is our time of receipt, the earliest of all deliveries, not the publisher's word. */
  readonly assumedTime?: true;
  /** Present when the publisher said anything of an embargo; without `until` it does not end by itself. */
  readonly embargo?: { readonly until?: string };
  readonly expires?: string;
  readonly take?: { readonly key: string; readonly number: number; readonly of?: number };
  readonly refersTo?: readonly { readonly rel: string; readonly id: string }[];
  readonly altIds?: readonly string[];
  readonly digest?: Digest;
}

/** `doubt`: a kill or hold names several stories and may mean this one. `continue`: the acting item is a later take of this story. */
export type ReferenceEffect = 'kill' | 'hold' | 'release' | 'correct' | 'replace' | 'doubt' | 'continue';

/** An act on another story that names its victim. JSON, so that it can be parked until the victim arrives. */
export interface StoryReference {
  readonly rel: string;
  readonly id: string;
  readonly effect: ReferenceEffect;
  /** The names that the victim may go by, in the space of `namesOf`. */
  readonly names: readonly string[];
  /** The item that acts. */
  readonly from: ItemKey & { readonly storyId: string; readonly uri: string };
  /** The publisher's time of the act: what was written later is not its victim. */
  readonly at: string;
  /** Of an item that continues the story: which take it is. */
  readonly take?: number;
}

/** A take that is a story of its own; without `storyId` it is a gap. */
export interface Continuation {
  readonly number: number;
  readonly storyId?: string;
  readonly uri?: string;
}

/** A story whose text is the same as this one's, and why we think so. */
export interface CopyLink {
  readonly storyId: string;
  readonly uri: string;
  readonly score: number;
  readonly evidence: string;
  /** The original was killed after this copy was made. */
  readonly originalKilled?: true;
}

export type StoryStatus = 'usable' | 'withheld' | 'killed' | 'expired';

/** One take of a story; without `version` it is a gap: a later take is here and this one is not. */
export interface TakeView {
  readonly number: number;
  readonly version?: string;
  readonly contentHash?: string;
}

/** What follows from the items, references and links of a story at one instant. */
export interface StoryView {
  readonly status: StoryStatus;
  /** The item that decides: the newest text, or the kill, hold or release above it. */
  readonly version: string;
  readonly contentHash: string;
  /** The item whose text is shown, or will be when the story is released. Absent: there is no text to show. */
  readonly text?: ItemKey;
  readonly reason?: string;
  readonly withheldUntil?: string;
  readonly expiresAt?: string;
  readonly killedBy?: { readonly by: 'version' | 'reference'; readonly version: string; readonly storyId?: string; readonly uri?: string };
  readonly correctedBy?: readonly { readonly storyId: string; readonly uri: string }[];
  readonly replacedBy?: readonly { readonly storyId: string; readonly uri: string }[];
  readonly continuedBy?: readonly Continuation[];
  readonly evolvedFrom?: string;
  readonly takes?: readonly TakeView[];
}

/**
 * The state of a story: plain JSON. `heads`, `references` and `copyOf` are sets in a fixed order; the rest follows from them and
 * from the clock, so that no order of arrival shows in it.
 */
export interface StoryState extends StoryView {
  readonly storyId: string;
  readonly heads: readonly ItemEntry[];
  readonly references?: readonly StoryReference[];
  readonly copyOf?: readonly CopyLink[];
  /** The latest embargo or expiry instant of this story that a clock has passed: a clock that lags does not bring it back. */
  readonly passed?: string;
}

/** What a change of a story is to its readers. `text` names the item to show, exactly when `showsText`. */
export interface StoryChange {
  readonly type: StoryEventType;
  readonly version: string;
  readonly reason?: string;
  readonly changed?: NonNullable<StoryEvent['changed']>;
  readonly showsText: boolean;
  readonly text?: ItemKey;
}

export interface Applied {
  readonly state: StoryState;
  readonly changes: readonly StoryChange[];
}

/** `isNew`: not seen before. `isCurrent`: this item is now the one that decides or the one whose text is shown. */
export interface AppliedItem extends Applied {
  readonly isNew: boolean;
  readonly isCurrent: boolean;
}

/** The clock, handed in: an ISO instant. */
export interface At {
  readonly now: string;
}
