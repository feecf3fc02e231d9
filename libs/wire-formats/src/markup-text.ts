import { htmlToText } from './html-text.js';
import { holds, shownLetters } from './shown-letters.js';

/** A text and what had to be said about it. */
export interface ReadText {
  readonly text: string;
  readonly flags: readonly string[];
}

/** The visible text of HTML, held against a second walk; where they disagree, the item says so. */
export function markupText(html: string): ReadText {
  const text = htmlToText(html);
  return { text, flags: holds(text, shownLetters(html)) ? [] : ['text-unproved:text'] };
}
