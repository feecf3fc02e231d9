/** What happens to the people that a figure counts: the guideline's list, each with the words that tell it. */
const TABLE = `
killed: kill kills killed killing murder murders murdered murdering massacre massacred massacring execute executed executing executes assassinated assassinating beheaded beheading slain slew slaying slaughtered slaughtering died die dies dying dead perished perish perishing drowned drowning deaths death fatalities fatality fatal hanged lynched lynching gunned electrocuted stoned suffocated crushed massacres killings bodies casualties fatally martyred butchered
injured: wound wounds wounded wounding injure injures injured injuring hurt hurting maimed maiming injuries burned scalded
missing: missing unaccounted disappeared disappearing vanished
captured: capture captures captured capturing arrest arrests arrested arresting detain detains detained detaining kidnap kidnaps kidnapped kidnapping kidnaped abduct abducted abducting seized seizing jailed jailing imprisoned imprisoning captive captives hostage custody rounded apprehended apprehending incarcerated nabbed interned
released: release releases released releasing free frees freed freeing liberated liberating repatriated repatriating pardoned pardoning amnestied returned returning handed handing exchanged swapped paroled
displaced: displace displaced displacing homeless evacuate evacuated evacuating fled flee fleeing uprooted uprooting evacuees refugees
affected: affect affects affected affecting stranded stranding
protesting: protest protests protested protesting rally rallied rallying march marched marching demonstrate demonstrated demonstrating rioted rioting chanted chanting
participating: attend attended attending participate participated participating participants voted voting vote cast gathered turnout compete competing competed
deployed: deploy deploys deployed deploying stationed dispatched dispatching serving
infected: infect infected infecting contracted contracting sickened infections infection diagnosed contract
`;

export const EVENT_WORDS: ReadonlyMap<string, string> = new Map(TABLE.trim().split('\n').flatMap((line) => {
  const colon = line.indexOf(':');
  return line.slice(colon + 2).split(' ').map((word): [string, string] => [word, line.slice(0, colon)]);
}));

/** Two or three words that tell an event together; they go before single words. */
export const EVENT_PHRASES: ReadonlyMap<string, string> = new Map(Object.entries({
  'shot dead': 'killed', 'shot and': 'killed', 'shot to': 'killed', 'lost their': 'killed', 'took part': 'participating', 'taken part': 'participating', 'take part': 'participating', 'taking part': 'participating', 'turn out': 'participating', 'turned out': 'participating', 'took to': 'protesting',
  'being held': 'captured', 'been held': 'captured', 'were held': 'captured', 'are held': 'captured', 'still held': 'captured', 'taken hostage': 'captured', 'held hostage': 'captured', 'held captive': 'captured', 'taken prisoner': 'captured', 'in custody': 'captured', 'tested positive': 'infected', 'fell ill': 'infected', 'become ill': 'infected', 'became ill': 'infected', 'become sick': 'infected', 'became sick': 'infected', 'fallen sick': 'infected', 'fell sick': 'infected', 'fallen ill': 'infected', 'taken ill': 'infected', 'left homeless': 'displaced', 'made homeless': 'displaced',
  'claimed the': 'killed', 'death toll': 'killed', 'left dead': 'killed', 'set free': 'released', 'let go': 'released', 'handed over': 'released', 'handing over': 'released', 'hand over': 'released', 'blown up': 'killed', 'at risk': 'affected', 'in need': 'affected', 'affected by': 'affected', 'cast ballots': 'participating', 'on strike': 'protesting',
}));

/** Words that tell an event only of their own kind of people ("returned 84 soldiers", not "returned two visits"). */
export const WEAK_EVENT_WORDS: ReadonlySet<string> = new Set(['returned', 'returning', 'exchanged', 'swapped', 'free', 'release', 'releases', 'handed', 'handing', 'cast', 'vote', 'rounded', 'seized', 'seizing', 'contract', 'burned', 'crushed', 'seize', 'serving', 'joined', 'death', 'deaths', 'hostage', 'custody', 'infection', 'refugees', 'protests', 'protest', 'rally', 'march', 'case']);

/** Nouns of the list above: they speak of a figure only through "of" ("the deaths of 12 miners"). */
export const EVENT_NOUNS: ReadonlySet<string> = new Set('bodies murder murders massacre massacres death deaths fatalities fatality killings casualties injuries infection infections release releases protest protests rally march vote hostage custody refugees evacuees participants turnout captive captives capture arrest arrests detention contract fatal return'.split(' '));

/** What a unit alone tells of the people that it counts. */
export const UNIT_EVENTS: ReadonlyMap<string, string> = new Map(Object.entries({
  infection: 'infected', fatality: 'killed', death: 'killed', hostage: 'captured', detainee: 'captured', captive: 'captured', refugee: 'displaced', evacuee: 'displaced', corpse: 'killed', body: 'killed', injury: 'injured',
}));
