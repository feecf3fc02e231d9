import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parseText } from '../wire.suite.js';
import { ninjsOf } from './to-ninjs.js';

const SHARED = join(__dirname, '../../../../../shared/data');
const SCHEMA = join(SHARED, 'schemas/ninjs-schema_3.1.json');

const validator = () => {
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
  ajv.addSchema({ $id: 'https://geojson.org/schema/GeoJSON.json', type: 'object' });
  return ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);
};

const HOSTILE = {
  uri: 'no uri at all', versioncreated: '2026-11-24T10:00:00Z', headline: 'A headline', body_html: '<p>One</p>', urgency: 4, type: 'story', embargoed: '2026-12-01T00:00:00Z',
  subject: [{ name: 'Trade', code: '04000000', relevance: 140, extra: { deep: true } }], person: [{ name: 'Ada', uri: 'not a uri' }], ednote: 'never public', altids: { a: 'b' }, profile: 'p', invented: 1,
};

describe('an item as ninjs 3.1', () => {
  it('leaves out what is ours, what is private and what the standard does not know', () => {
    const out = ninjsOf(parseText(JSON.stringify(HOSTILE)).items[0]!.item);
    expect(Object.keys(out).sort()).toEqual(['altIds', 'bodies', 'embargoedUntil', 'headlines', 'people', 'profile', 'pubStatus', 'standard', 'subjects', 'title', 'urgency', 'uri', 'version', 'versionCreated']);
    expect(out).toMatchObject({ uri: 'urn:wiredesk:item:no%20uri%20at%20all', subjects: [{ name: 'Trade', literal: '04000000' }], people: [{ name: 'Ada' }] });
  });

  if (!existsSync(SCHEMA)) {
    process.stderr.write('skipped: ninjs output against its schema (../shared/data/schemas is not here)\n');
    return;
  }

  it('validates against the schema, for items of our own and for every ninjs file at hand', () => {
    const validate = validator();
    const folder = join(SHARED, 'wire/ninjs');
    const files = existsSync(folder) ? ['bbc-text', 'iptc-1.4-ninjsExMediumText1', 'iptc-2.1-dpa_text', 'iptc-2.1-tt_text_image_2', 'iptc-3.0-ntb_text', 'iptc-3.0-tt_text_image_3', 'superdesk-1'] : [];
    const texts = [JSON.stringify(HOSTILE), ...files.map((name) => readFileSync(join(folder, `${name}.json`), 'utf8'))];
    for (const text of texts) {
      for (const { item } of parseText(text).items) {
        const ok = validate(ninjsOf(item));
        expect({ uri: item.uri, errors: ok ? [] : validate.errors }).toEqual({ uri: item.uri, errors: [] });
      }
    }
    expect(validate({ ...ninjsOf(parseText(texts[0] ?? '').items[0]!.item), storyId: 'x' })).toBe(false);
  });
});
