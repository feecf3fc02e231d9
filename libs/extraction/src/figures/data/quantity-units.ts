/** Kind of figure a unit makes; `per` belongs to units that hold their own denominator. */
export interface UnitEntry {
  readonly unit: string;
  readonly kind: 'measure' | 'duration' | 'percent';
  readonly per?: string;
}

/** One line a unit: its name, then the words and marks that stand for it. A mark in capitals matters as written. */
const MEASURES = `
metre: metre metres meter meters m
kilometre: kilometre kilometres kilometer kilometers km kms kilometre-long klick klicks
centimetre: centimetre centimetres centimeter centimeters cm cms
millimetre: millimetre millimetres millimeter millimeters mm
micrometre: micrometre micrometres micrometer micrometers micron microns µm μm
nanometre: nanometre nanometres nanometer nanometers nm
mile: mile miles mi
nautical mile: nautical_mile nautical_miles
foot: foot feet ft
inch: inch inches ″
yard: yard yards yd yds
light-year: light_year light_years
square kilometre: square_kilometre square_kilometres square_kilometer square_kilometers square_km sq_km km2 km²
square metre: square_metre square_metres square_meter square_meters sq_m m2 m²
square mile: square_mile square_miles sq_mi
square foot: square_foot square_feet sq_ft
square yard: square_yard square_yards
square inch: square_inch square_inches
square centimetre: square_centimetre square_centimetres square_centimeter square_centimeters cm2 cm²
acre: acre acres
hectare: hectare hectares ha
cubic metre: cubic_metre cubic_metres cubic_meter cubic_meters cu_m m3 m³
cubic kilometre: cubic_kilometre cubic_kilometres cubic_kilometer cubic_kilometers
cubic foot: cubic_foot cubic_feet cu_ft
cubic centimetre: cubic_centimetre cubic_centimetres cubic_centimeter cubic_centimeters cc
cubic inch: cubic_inch cubic_inches
litre: litre litres liter liters ltr
millilitre: millilitre millilitres milliliter milliliters ml
gallon: gallon gallons gal
pint: pint pints
quart: quart quarts
fluid ounce: fluid_ounce fluid_ounces fl_oz
barrel: barrel barrels bbl
bushel: bushel bushels
teaspoon: teaspoon teaspoons tsp
tablespoon: tablespoon tablespoons tbsp
kilogram: kilogram kilograms kilogramme kilogrammes kilo kilos kg kgs
gram: gram grams gramme grammes g
milligram: milligram milligrams mg
microgram: microgram micrograms microgramme microgrammes mcg µg
tonne: tonne tonnes metric_ton metric_tons t
ton: ton tons
pound: pound pounds lb lbs
ounce: ounce ounces oz
stone: stones
carat: carat carats karat karats
degree Celsius: degree_celsius degrees_celsius degree_centigrade degrees_centigrade degrees_c degree_c deg_c deg_celsius celsius celcius degrees_celcius centigrade ℃ C
degree Fahrenheit: degree_fahrenheit degrees_fahrenheit degrees_f degree_f deg_f deg_fahrenheit fahrenheit ℉ F
kelvin: kelvin kelvins degrees_kelvin
degree: degree degrees deg °
watt: watt watts W
kilowatt: kilowatt kilowatts kW KW
megawatt: megawatt megawatts MW
gigawatt: gigawatt gigawatts GW
terawatt: terawatt terawatts TW
kilowatt hour: kilowatt_hour kilowatt_hours kilowatt-hours kWh kwh
megawatt hour: megawatt_hour megawatt_hours MWh mwh
gigawatt hour: gigawatt_hour gigawatt_hours GWh
terawatt hour: terawatt_hour terawatt_hours TWh
horsepower: horsepower hp HP bhp PS
joule: joule joules kilojoule kilojoules
calorie: calorie calories kcal
kiloton: kiloton kilotons
megaton: megaton megatons
volt: volt volts V
kilovolt: kilovolt kilovolts kV
ampere: ampere amperes amp amps
milliampere hour: mAh mah milliampere-hour
hertz: hertz Hz hz
kilohertz: kilohertz kHz
megahertz: megahertz MHz mhz
gigahertz: gigahertz GHz ghz
decibel: decibel decibels dB db
newton metre: newton_metre newton_metres newton_meters Nm
foot pound-force: lb-ft lb_ft ft_lb pound_feet pound_foot
newton: newton newtons
pascal: pascal pascals kilopascal hectopascals
pound per square inch: psi
millibar: millibar millibars
knot: knot knots
bit: bits
byte: byte bytes
kilobyte: kilobyte kilobytes KB kb
megabyte: megabyte megabytes MB mb
gigabyte: gigabyte gigabytes GB gb gig gigs
terabyte: terabyte terabytes TB tb
megabit: megabit megabits Mb
gigabit: gigabit gigabits Gb
megapixel: megapixel megapixels MP
sievert: sievert sieverts
millisievert: millisievert millisieverts
microsievert: microsievert microsieverts
becquerel: becquerel becquerels
lumen: lumen lumens
nit: nits
g-force: Gs
magnitude: magnitude
part per million: ppm
part per billion: ppb
gigapascal: gigapascal gigapascals GPa
megapascal: megapascal megapascals MPa
percentage point: percentage_point percentage_points
basis point: basis_point basis_points bps
`;

const RATES = `
mile / hour: mph
kilometre / hour: kph kmh km/h kmph
metre / second: m/s
revolution / minute: rpm
mile / gallon: mpg
megabit / second: mbps Mbps
gigabit / second: Gbps gbps
frame / second: fps
`;

const DURATIONS = `
year: year years yr yrs
month: month months mo mos
week: week weeks wk wks
day: day days
hour: hour hours hr hrs h
minute: minute minutes min mins
second: second seconds sec secs
millisecond: millisecond milliseconds ms
microsecond: microsecond microseconds
decade: decade decades
century: century centuries
millennium: millennium millennia millenniums
fortnight: fortnight fortnights
`;

const PERCENT = `
percent: percent % per_cent pct pc percents percentage
`;

const rows = (table: string): [string, string[]][] => table.trim().split('\n').map((line) => {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1).trim().split(' ')];
});

const fill = (table: string, kind: UnitEntry['kind']): [string, UnitEntry][] => rows(table).flatMap(([name, marks]) => {
  const [unit = name, per] = name.split(' / ');
  const entry: UnitEntry = per === undefined ? { unit, kind } : { unit, kind, per };
  return marks.map((mark): [string, UnitEntry] => [mark.replaceAll('_', ' '), entry]);
});

/** Surface form (words joined by one space) to unit. */
export const UNITS: ReadonlyMap<string, UnitEntry> = new Map([...fill(MEASURES, 'measure'), ...fill(RATES, 'measure'), ...fill(DURATIONS, 'duration'), ...fill(PERCENT, 'percent')]);

/** Marks of one or two letters that are units only when glued to their digits ("5g"), or written out in the right context. */
export const GLUED_ONLY: ReadonlySet<string> = new Set(['t', 'g', 'C', 'F', 'h', 'mo', 'pc', 'MP', 'nm', 'mi', 'Gs', 'ha', 'ms', 'Mb', 'Gb', 'kb', 'mb', 'db', 'deg']);

/** Words that open a unit of several words. */
export const UNIT_OPENERS: ReadonlySet<string> = new Set(['square', 'sq', 'sq.', 'cubic', 'cu', 'nautical', 'light', 'metric', 'degree', 'degrees', 'deg', 'kilowatt', 'megawatt', 'gigawatt', 'terawatt', 'percentage', 'basis', 'per', 'fluid', 'newton', 'pound', 'lb', 'ft', 'fl']);
