import { TOPICS, type EnrichedItem, type PublicStory, type StoryEvent } from '@wiredesk/contracts';
import { publicStory, type StoryChange, type StoryState } from '@wiredesk/stories';

/** A story event that has no number yet: the sequence is given when it is written. */
export interface UnnumberedEvent {
  readonly type: StoryEvent['type'];
  readonly storyId: string;
  readonly uri: string;
  readonly version: string;
  readonly recordedAt: string;
  readonly receiptId?: string;
  readonly reason?: string;
  readonly changed?: StoryChange['changed'];
  readonly story?: PublicStory;
}

export interface ChangeAt {
  readonly state: StoryState;
  readonly change: StoryChange;
  /** Names the story for people; of the item that changed it, or of the story as it was. */
  readonly uri: string;
  readonly recordedAt: string;
  readonly receiptId?: string | undefined;
  /** The items whose text the change shows; empty when it shows none. */
  readonly shown: readonly EnrichedItem[];
}

/** What readers are told of a change: the public story exactly when its text may be shown. */
export function storyEventOf({ state, change, uri, recordedAt, receiptId, shown }: ChangeAt): UnnumberedEvent {
  const { type, version, reason, changed } = change;
  return {
    type, storyId: state.storyId, uri, version, recordedAt,
    ...(receiptId === undefined ? {} : { receiptId }),
    ...(reason === undefined ? {} : { reason }),
    ...(changed === undefined ? {} : { changed }),
    ...(shown.length === 0 ? {} : { story: publicStory(shown, state) }),
  };
}

export const eventTypeOf = (type: StoryEvent['type']): string => `${TOPICS.stories.eventType}.${type}`;
