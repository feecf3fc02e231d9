// Trains the tagger and writes libs/extraction/src/data/model.json.   usage: train.mjs [--measure] [--holdout] [--out FILE] [--epochs N] [--data DIR]
// --measure leaves the development stories out of the training, so that scores on them mean something; --holdout a fifth of the gold sentences too.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { train } from '../libs/extraction/train/train.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    measure: { type: 'boolean', default: false },
    holdout: { type: 'boolean', default: false },
    out: { type: 'string', default: path.join(root, 'libs/extraction/src/data/model.json') },
    data: { type: 'string', default: path.join(root, '../shared/data') },
    epochs: { type: 'string', default: '10' },
    drop: { type: 'string', default: '0.5' },
    rate: { type: 'string', default: '0.1' },
    decay: { type: 'string', default: '0' },
    copies: { type: 'string', default: '1' },
    wiki: { type: 'string', default: '1' },
    repeat: { type: 'string', default: '2' },
    silver: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    version: { type: 'string', default: 'names-1' },
  },
});
const started = Date.now();
const file = await train({
  data: values.data, withDevelopment: !values.measure, holdout: values.holdout, version: values.version,
  epochs: Number(values.epochs), drop: Number(values.drop), rate: Number(values.rate), decay: Number(values.decay), copies: Number(values.copies), wiki: Number(values.wiki), repeat: Number(values.repeat), silver: values.silver, seed: Number(values.seed),
  say: (line) => console.log(line),
});
fs.writeFileSync(values.out, `${JSON.stringify(file)}\n`);
console.log(`${values.out}: ${Math.round(fs.statSync(values.out).size / 1024)} KB after ${Math.round((Date.now() - started) / 1000)} s`);
