/** "plural singular" pairs that no ending tells. */
const PAIRS = `men man women woman people person children child feet foot teeth tooth geese goose mice mouse lice louse oxen ox brethren brother lives life wives wife knives knife leaves leaf halves half shelves shelf thieves thief wolves wolf calves calf loaves loaf selves self scarves scarf hooves hoof
policemen policeman policewomen policewoman gunmen gunman servicemen serviceman servicewomen servicewoman firemen fireman militiamen militiaman businessmen businessman businesswomen businesswoman congressmen congressman fishermen fisherman spokesmen spokesman tribesmen tribesman clergymen clergyman
crewmen crewman airmen airman seamen seaman guardsmen guardsman salesmen salesman chairmen chairman countrymen countryman lawmen lawman hitmen hitman cameramen cameraman craftsmen craftsman workmen workman frenchmen frenchman englishmen englishman irishmen irishman dutchmen dutchman
freshmen freshman infantrymen infantryman horsemen horseman marksmen marksman riflemen rifleman statesmen statesman councilmen councilman assemblymen assemblyman frogmen frogman middlemen middleman yachtsmen yachtsman sportsmen sportsman kinsmen kinsman swordsmen swordsman footmen footman firewomen firewoman
crises crisis analyses analysis bases base theses thesis oases oasis hypotheses hypothesis axes axe diagnoses diagnosis criteria criterion phenomena phenomenon media medium data datum bacteria bacterium memoranda memorandum referenda referendum strata stratum
alumni alumnus fungi fungus nuclei nucleus cacti cactus stimuli stimulus syllabi syllabus viruses virus campuses campus buses bus gases gas bonuses bonus statuses status focuses focus censuses census choruses chorus octopuses octopus walruses walrus abuses abuse uses use causes cause houses house horses horse nurses nurse cases case phases phase purchases purchase releases release leases lease databases database bruises bruise cruises cruise excuses excuse corpses corpse courses course expenses expense licenses license offenses offense responses response senses sense verses verse purses purse promises promise premises premise exercises exercise enterprises enterprise franchises franchise noses nose roses rose doses dose hoses hose clauses clause pauses pause increases increase decreases decrease diseases disease collapses collapse glimpses glimpse eclipses eclipse warehouses warehouse universes universe
movies movie cookies cookie zombies zombie calories calorie ties tie pies pie lies lie dies die species species series series potatoes potato tomatoes tomato heroes hero echoes echo vetoes veto torpedoes torpedo volcanoes volcano mosquitoes mosquito embargoes embargo tornadoes tornado cargoes cargo
shoes shoe toes toe canoes canoe foes foe axes axis indices index matrices matrix appendices appendix headquarters headquarters gross gross passers-by passer-by aches ache headaches headache caches cache avalanches avalanche quizzes quiz waltzes waltz taliban taliban mujahedeen mujahedeen mujahideen mujahideen
minutiae minutia larvae larva algae alga vertebrae vertebra taxis taxi kisses kiss buses bus gentlemen gentleman koreas Korea yes yes monies money moneys money`;

export const IRREGULAR: ReadonlyMap<string, string> = new Map(PAIRS.trim().split(/\n/).flatMap((line) => {
  const list = line.split(' ');
  return list.filter((_, at) => at % 2 === 0).map((plural, at): [string, string] => [plural, list[at * 2 + 1] ?? plural]);
}));

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Same form in singular and plural. */
export const INVARIANT = words('personnel aircraft spacecraft hovercraft watercraft sheep deer fish salmon trout cattle swine poultry police staff crew offspring series species counsel yen yuan baht rand won euro renminbi bison moose shrimp cod percent head horsepower hertz gross clergy infantry');

/** Lemmas that keep their plural form. */
export const PLURAL_LEMMAS: ReadonlyMap<string, string> = new Map(Object.entries({ troops: 'troop', arms: 'arm', clothes: 'clothes', goods: 'good', works: 'work' }));

/** Two words that count as one noun. */
export const COMPOUNDS = words('police_officer service_member prime_minister vice_president');

/** Nouns for people: they may be killed, freed, displaced; a bare number in such a place counts persons. */
export const PEOPLE = words(`
person people man woman child boy girl baby infant toddler teenager teen adult youth youngster kid elderly civilian citizen resident villager inhabitant individual human soul life victim casualty fatality survivor hostage captive prisoner inmate detainee convict fugitive suspect criminal
soldier troop serviceman servicewoman airman sailor marine guard guardsman officer policeman policewoman police trooper paratrooper commando general colonel captain lieutenant sergeant commander private recruit conscript reservist veteran peacekeeper observer monitor personnel crew crewman crewmember
militant insurgent rebel guerrilla fighter gunman terrorist extremist militiaman combatant bomber attacker assailant hijacker kidnapper pirate bandit thug smuggler trafficker dealer gangster thief robber killer assassin jihadist islamist separatist loyalist operative sniper mercenary warlord
refugee migrant immigrant emigrant deportee evacuee asylum-seeker exile settler squatter returnee pilgrim worshiper worshipper tourist traveler traveller visitor passenger pedestrian passer-by bystander commuter driver motorist pilot rider cyclist
worker employee laborer labourer miner farmer fisherman teacher student pupil doctor nurse physician patient paramedic medic rescuer volunteer contractor engineer technician staff staffer staffers journalist reporter correspondent photographer cameraman editor lawyer judge diplomat envoy ambassador official minister lawmaker legislator deputy senator representative mayor governor candidate delegate voter politician leader activist dissident opponent supporter protester protestor demonstrator rioter striker marcher follower member participant attendee guest fan spectator player athlete competitor
believer priest nun monk cleric bishop imam rabbi missionary christian muslim jew hindu buddhist shi'ite shiite sunni kurd arab tribesman native
mother father parent son daughter brother sister wife husband sibling twin relative friend neighbor neighbour orphan widow family
businessman businesswoman executive trader investor client customer consumer shopper owner manager director chairman co-defendant defendant plaintiff witness juror lawmaker ally enemy spy agent translator interpreter aide bodyguard climber hiker skier swimmer surfer firefighter fireman sailor seaman scientist researcher expert analyst musician singer artist actor dancer writer poet
dead wounded injured homeless missing unemployed jobless other troops service_member police_officer aid_worker body corpse gay lesbian colleague classmate cadet scout pensioner retiree taliban woman westerner foreigner american european african asian infidel heroin addict user`);

/** Nouns in -er, -or, -ist, -ian ... that are no people. */
export const NOT_PEOPLE_ENDINGS: readonly string[] = ['murder', 'recorder', 'center', 'centre', 'proper',  'tower', 'paper', 'tanker', 'copter', 'computer', 'order', 'river', 'quarter', 'letter', 'number', 'power', 'border', 'carrier', 'cruiser', 'chapter', 'matter', 'water', 'meter', 'layer', 'shelter', 'border', 'corner', 'rafter', 'container', 'trailer', 'disaster', 'winter', 'summer', 'october', 'error', 'factor', 'sector', 'reactor', 'tractor', 'motor', 'corridor', 'mirror', 'answer', 'register', 'theater', 'server', 'router', 'freighter', 'liner', 'cluster', 'newspaper', 'buffer', 'charter', 'encounter', 'offer', 'transfer', 'barrier', 'frontier', 'area', 'launcher', 'bunker', 'crater', 'printer', 'scanner', 'speaker system', 'banner', 'counter', 'flower', 'dinner', 'poster', 'parameter', 'bulldozer', 'skyscraper', 'bomber jet'];
export const PEOPLE_ENDINGS: readonly string[] = ['er', 'or', 'ist', 'ian', 'man', 'woman', 'ee', 'ant', 'i'];
