/** Bounds of one XML or HTML text. Beyond any of them it is refused at the point where the bound is crossed. */
export interface XmlLimits {
  /** UTF-16 code units of the whole text; a longer file of several items is cut into them first. */
  readonly characters: number;
  readonly depth: number;
  readonly attributes: number;
  readonly elements: number;
  /** Entity and character references in the whole text. */
  readonly references: number;
}

export const XML_LIMITS: XmlLimits = {
  characters: 2_000_000,
  depth: 100,
  attributes: 200,
  elements: 100_000,
  references: 100_000,
};
