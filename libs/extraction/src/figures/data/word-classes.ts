const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Determiners, pronouns, prepositions, conjunctions, auxiliaries: none of them stands inside a counted noun phrase. */
export const FUNCTION_WORDS = words(`
a an the this that these those my your his her its our their some any no every each either neither both all what which whose
i you he she it we they me him us them himself herself itself themselves who whom someone anyone everyone nobody somebody something anything nothing everything there here
of in on at by for from to with without within into onto over under above below between among amid amongst against across along around about after before during since until till through throughout
toward towards upon off out up down near per via despite except excluding including like unlike plus than as behind beside besides beyond inside outside versus vs aboard
and or but nor so yet if when while where because although though unless whether whereas once why how
is are was were be been being am isn't aren't wasn't weren't has have had having do does did will would shall should can could may might must cannot won't can't don't didn't doesn't hasn't haven't ain't
not also only just even still already now then again ever never often sometimes always soon later earlier ago together apart away back too quite rather almost however therefore meanwhile instead alone yesterday today tomorrow tonight overseas abroad
`);

/** Auxiliaries, for passives and tenses. */
export const AUXILIARIES = words('is are was were be been being am has have had having do does did will would shall should can could may might must cannot');

/** Finite verbs that carry no regular ending, and plain forms that often follow a bare number. */
export const VERBS = words(`
said says say told tells tell saw sees see went goes go gone came comes come took takes take taken gave gives give given made makes make left met found finds find began begins begin begun became becomes become
fell falls fallen rose rises risen held holds kept keeps keep led leads lost loses lose won wins paid pays sent sends send spent built brings brought bought caught fought taught thought think thinks sold sells sell stood stands stand understood
ran runs hit hits put puts set cut cuts shut let lets hurt cost costs read beat bid broke broken spoke spoken stole stolen chose chosen drove driven wrote written rode shook wore tore bore swore froze threw thrown grew grown knew know knows known
flew flown drew drawn blew blown showed shows shown got gets get struck stuck swept slept felt feels dealt meant means sought seek seeks bound bled fled flee sped shot dug hung swung spun sank sang drank swam rang sprang shrank lay laid lit sat sits lent
died die dies survived survive remained remain remains include includes included contain contains want wants wanted need needs needed live lives lived believe believes believed agree agrees agreed appear appears appeared seem seems seemed continue continues continued
allow allows allowed refuse refused join joined happen happened occur occurred exist exists belong belongs consist consists confess arrive arrived escape escaped expect expects hope hopes suffer suffered ended ends add adds added took serves serve served
received receive receives gathered gather allege alleges argue argues deny denies denied admit admits confirm confirms warned warns insist insists vow vows accuse accuses accused require requires required represent represents represented make makes
does did has have had is are was were be face faces faced leave deny
`);

/** Words in -ed, -ing or -en that are nouns or adjectives in a counted phrase, not verbs that end it. */
export const NOT_VERBS = words(`building buildings meeting hundred red need speed seed weed feed bed wedding ceiling painting king ring wing spring string evening morning during according including following being something nothing hearing bombing shooting killing
housing training landing holding warning trading banking mining fishing polling voting parking outstanding remaining missing sibling offering ruling reading feeling filing finding listing rating recording crossing gathering ranking drawing
wounded injured children women men chicken citizen alien kitten garden kitchen oxygen token`);

/** Attributive plurals: another noun follows them in one compound ("rights groups"). */
export const ATTRIBUTIVE_PLURALS = words('rights arms sports women men forces affairs sales savings goods operations customs securities systems services species news police aircraft intelligence military staff series human senior teen children diamonds communications telecommunications weapons drugs games athletics electronics civilian youth homeless missing');

/** Words in -s that are no plurals, and third persons that may follow a bare number. */
export const NOT_PLURALS = words(`
always perhaps news politics was has does this its his yes us says goes versus besides unless across towards whereas less plus gas bus campus virus focus status congress process access press class mass loss cross boss glass pass address business witness success illness progress
is as thus minus series is includes remains wants comes makes takes gives becomes seems appears continues begins means knows thinks believes expects hopes tells gets keeps brings stays lies dies follows requires allows involves represents contains
indicates suggests helps proves provides reflects reveals describes explains exists occurs operates creates enjoys wants receives arrives remains faces fails consists belongs depends
economics physics mathematics athletics tuberculosis diabetes aids measles basis crisis analysis thesis emphasis oasis paris texas kansas laos hamas chaos ethos cyprus belarus honduras netherlands philippines maldives bahamas cosmos pancreas christmas canvas atlas alias bias
details headquarters overseas afterwards sometimes nowadays indoors outdoors upstairs downstairs abroad alas serious previous various famous dangerous religious numerous
others'`);

/** Comparative and order words that may open a counted phrase. */
export const OPENERS = words('other more additional further extra such same new old young big small large great good bad last next first second third final past straight consecutive successive separate different full whole entire major minor key main top senior junior local foreign national international');

/** Adjectives by their endings; a word with such an ending is no head of "one ..." while a noun may follow. */
export const ADJECTIVE_ENDINGS: readonly string[] = ['ous', 'ful', 'less', 'ive', 'able', 'ible', 'ical', 'ic', 'al', 'ary', 'ant', 'ent', 'ish', 'ese', 'ian', 'ed', 'ing'];

/** Nouns that look like adjectives by their ending. */
export const NOUN_LOOKALIKES = words('civilian official individual criminal student president resident parliament agent protestant general hospital festival rival animal terminal journal capital signal trial proposal approval survival arrival federal militant migrant immigrant defendant assistant lieutenant sergeant restaurant applicant consultant occupant participant accountant infant tenant incident accident government agreement document statement settlement patient client parent relative detective executive representative missionary secretary anniversary library boundary clinic critic mechanic academic epidemic cleric topic traffic fabric table vehicle politician musician physician guardian technician librarian veterinarian pedestrian christian asian european american russian iranian egyptian palestinian italian ukrainian canadian australian indian italian syrian libyan nigerian ethiopian somalian colombian brazilian cuban event component element student president continent percent moment amendment apartment appointment assessment department establishment investment regiment movement monument');

/** Words in -ly that are no adverbs. */
export const NOT_ADVERBS = words('family assembly rally ally elderly italy july daily supply monthly weekly yearly early friendly deadly');
