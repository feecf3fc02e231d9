/** Every regular expression of the figures component, each with its reason. All read one token or one word and none nests a repetition. */

/** A number token without letters or hyphens needs no cutting. */
export const PLAIN_TOKEN = /^[\d.,:]+$/;
/** "1200", "12.5". */
export const PLAIN_NUMBER = /^\d+(?:\.\d+)?$/;
/** "1,200,000.5", and the Indian "12,00,000". */
export const GROUPED_NUMBER = /^\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$/;
/** "1.200.000", as continental wires write it. */
export const DOTTED_NUMBER = /^\d{1,3}(?:\.\d{3}){2,}$/;
/** "3,5" for three and a half. */
export const COMMA_DECIMAL = /^\d+,\d{1,2}$/;
/** A group of thousands behind a space: "10 000"; other groups are numbers of their own. */
export const SPACED_GROUP = /^(?:\d00|0\d\d)$/;
/** The head of an Indian number, which the tokens cut at its first comma: "2" of "2,00,000". */
export const INDIAN_HEAD = /^\d\d?$/;
export const INDIAN_MIDDLE = /^\d\d$/;
export const INDIAN_TAIL = /^\d\d,\d{3}(?!\d)/;
/** Letters of a currency glued before digits: "US55", "RM23". */
export const GLUED_CURRENCY = /^(?:US|A|C|NZ|HK|S|R|RM|PS|Rs|[A-Z]{3})(?=\d+(?:k|m|bn|mn)?$)/;
/** A word that ends in digits behind a hyphen, which the tokens cut at the next point: "minus-1" of "minus-1.4". */
export const HYPHEN_NUMBER = /-\d{1,3}$/;
/** The mark and the digits with which such a number goes on. */
export const NUMBER_MARK = /^[.,]$/;
export const DIGITS_FIRST = /^\d/;
/** A plural that takes "es" off: "crashes", "boxes", "heroes". */
export const ES_PLURAL = /(?:ch|sh|x|ss|zz|o)es$/;
/** Endings in -s that are no plural. */
export const SINGULAR_S = /(?:ss|us|is|'s)$/;
/** Names of peoples that have no plural of their own: "Japanese", "Irish", "French". */
export const PEOPLE_NAME = /(?:ese|ish|ench|iss|utch)$/;
/** Capitalised units with these endings count people: "Iraqi", "Georgian", "Chinese". */
export const PEOPLE_UNIT = /(?:i|n|se|sh|ch)$/;
export const CAPITAL_FIRST = /^\p{Lu}/u;
/** What follows "a.m." when the tokens cut it at its stops. */
export const CLOCK_TAIL = /^m\.?$/;
/** The end of "of" phrases whose people something may happen to. */
export const OF_PEOPLE = /(?:people|voters?|residents?|civilians?|soldiers|troops|students|workers|passengers|prisoners|refugees|women|men|children|victims|members|population|inhabitants|villagers|citizens)$/;
