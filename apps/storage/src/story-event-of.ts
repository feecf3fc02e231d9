import { TOPICS, type EnrichedItem, type StoryEvent } from '@wiredesk/contracts';
import { publicStory, type StoryChange, type StoryState } from '@wiredesk/stories';

/** A story event that has no number yet: the sequence is given when it is written. */
export type UnnumberedEvent = Omit<StoryEvent, 'sequence'> & { readonly type: StoryEvent['type']; readonly storyId: string };

export interface ChangeAt {
  readonly state: StoryState;
  readonly change: StoryChange;
  /** Names the story for people; of the item that changed it, or of the story as it was. */
  readonly uri: string;
  readonly recordedAt: string;
  readonly receiptId?: string | undefined;
  /** The item whose text the change shows; absent when it shows none. */
  readonly shown?: EnrichedItem | undefined;
}

/** What readers are told of a change: the public story exactly when its text may be shown. */
export function storyEventOf({ state, change, uri, recordedAt, receiptId, shown }: ChangeAt): UnnumberedEvent {
  const { type, version, reason, changed } = change;
  return {
    type, storyId: state.storyId, uri, version, recordedAt,
    ...(receiptId === undefined ? {} : { receiptId }),
    ...(reason === undefined ? {} : { reason }),
    ...(changed === undefined ? {} : { changed }),
    ...(shown === undefined ? {} : { story: publicStory(shown, state) }),
  };
}

export const eventTypeOf = (type: StoryEvent['type']): string => `${TOPICS.stories.eventType}.${type}`;
