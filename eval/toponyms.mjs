// Scores place linking against TR-News: the country of every gold toponym that has one; what is not found or not linked is wrong.
import countries from 'i18n-iso-countries';
import { newTallies, shared } from './tally.mjs';

const OTHER_NAMES = { 'United States': 'US', Russia: 'RU', Syria: 'SY', Iran: 'IR', 'South Korea': 'KR', 'North Korea': 'KP', Vietnam: 'VN', Venezuela: 'VE', Tanzania: 'TZ', Bolivia: 'BO', 'Czech Republic': 'CZ', Czechia: 'CZ', Macedonia: 'MK', Moldova: 'MD', 'Palestinian Territory': 'PS', Kosovo: 'XK', Laos: 'LA', Brunei: 'BN', 'Ivory Coast': 'CI', Taiwan: 'TW', Turkey: 'TR', Netherlands: 'NL', 'The Netherlands': 'NL' };

const isoOf = (name) => OTHER_NAMES[name] ?? countries.getAlpha2Code(name, 'en');
const part = (xml, tag) => new RegExp(`<${tag}[^>]*>\\s*([^<]*?)\\s*</${tag}>`).exec(xml)?.[1];

/** The articles of the file: text, publication day, toponyms with offsets and ISO country. */
export function articlesOf(xml) {
  return xml.split('<article ').slice(1).map((article) => ({
    text: /<text><!\[CDATA\[([\s\S]*?)\]\]><\/text>/.exec(article)?.[1] ?? '',
    published: part(article, 'dltime') ?? '2016-01-01',
    toponyms: article.split('<toponym>').slice(1).map((toponym) => ({ start: Number(part(toponym, 'start')), end: Number(part(toponym, 'end')), country: isoOf(part(toponym, 'country')) })),
  }));
}

/** Some articles spell their day out; places do not depend on it. */
const instantOf = (day) => (Number.isNaN(Date.parse(day)) ? '2016-12-01T12:00:00Z' : new Date(day).toISOString());

const countryOf = ({ link, country }) => (link ?? country ?? '').slice(0, 2);

export function scoreToponyms(annotate, xml) {
  const tallies = newTallies();
  for (const { text, published, toponyms } of articlesOf(xml)) {
    const mentions = annotate({ text, published: instantOf(published) }).entities.flatMap((entity) => entity.mentions.map((mention) => ({ ...mention, country: countryOf(entity) })));
    const known = toponyms.filter(({ country }) => country);
    const found = known.map((toponym) => ({ toponym, mention: mentions.find((mention) => shared(mention, toponym) > 0) }));
    tallies.add('toponym found (recall)', found.filter(({ mention }) => mention).length, known.length, known.length);
    tallies.add('toponym country (recall)', found.filter(({ toponym, mention }) => mention?.country === toponym.country).length, known.length, known.length);
  }
  return tallies.scores();
}
