// The learner: a linear-chain conditional random field, AdaGrad on one segment at a time, feature dropout.
import { BUCKETS, FEATURES } from '../dist/tagger/features.js';
import { LABELS, isInside } from '../dist/tagger/labels.js';
import { masses } from '../dist/tagger/lattice.js';
import { shuffle } from './chance.mjs';

const newWeights = () => ({
  weights: new Float32Array(BUCKETS * LABELS), squares: new Float32Array(BUCKETS * LABELS),
  transitions: new Float64Array(LABELS * LABELS), transitionSquares: new Float64Array(LABELS * LABELS),
});

const scoresOf = ({ weights }, { features, length }, kept, boost) => {
  const scores = new Float64Array(length * LABELS);
  for (let at = 0; at < length; at += 1) {
    for (let index = 0; index < FEATURES; index += 1) {
      if (kept[at * FEATURES + index] === 0) continue;
      const row = features[at * FEATURES + index] * LABELS;
      for (let label = 0; label < LABELS; label += 1) scores[at * LABELS + label] += weights[row + label] * boost;
    }
  }
  return scores;
};

/** Expected minus true label counts of a segment: what AdaGrad walks down. */
const gradients = (segment, scores, state) => {
  const expTransitions = state.transitions.map(Math.exp);
  const { forward, backward, emitted } = masses({ scores, length: segment.length, transitions: state.transitions }, expTransitions);
  const { length, labels } = segment;
  const emission = new Float64Array(length * LABELS);
  const transition = new Float64Array(LABELS * LABELS);
  for (let at = 0; at < length; at += 1) {
    let sum = 0;
    for (let label = 0; label < LABELS; label += 1) sum += forward[at * LABELS + label] * backward[at * LABELS + label];
    for (let label = 0; label < LABELS; label += 1) emission[at * LABELS + label] = (forward[at * LABELS + label] * backward[at * LABELS + label]) / sum;
    if (at === 0) for (let label = 0; label < LABELS; label += 1) transition[label] += emission[label];
    else {
      let total = 0;
      const pair = new Float64Array(LABELS * LABELS);
      for (let before = 0; before < LABELS; before += 1) {
        const left = forward[(at - 1) * LABELS + before];
        if (left === 0) continue;
        for (let label = 0; label < LABELS; label += 1) {
          if (isInside(label) && before !== label && before !== label - 1) continue;
          const mass = left * expTransitions[before * LABELS + label] * emitted[at * LABELS + label] * backward[at * LABELS + label];
          pair[before * LABELS + label] = mass;
          total += mass;
        }
      }
      for (let index = 0; index < pair.length; index += 1) transition[index] += pair[index] / total;
    }
    if (at === length - 1) for (let label = 0; label < LABELS; label += 1) transition[label * LABELS] += emission[at * LABELS + label];
    emission[at * LABELS + labels[at]] -= 1;
    transition[(at === 0 ? 0 : labels[at - 1]) * LABELS + labels[at]] -= 1;
  }
  transition[labels[length - 1] * LABELS] -= 1;
  return { emission, transition };
};

const apply = (state, segment, { kept, boost, emission, transition, rate, decay }) => {
  const { weights, squares } = state;
  for (let at = 0; at < segment.length; at += 1) {
    let total = 0;
    for (let label = 0; label < LABELS; label += 1) total += Math.abs(emission[at * LABELS + label]);
    if (total < 1e-4) continue;
    for (let index = 0; index < FEATURES; index += 1) {
      if (kept[at * FEATURES + index] === 0) continue;
      const row = segment.features[at * FEATURES + index] * LABELS;
      for (let label = 0; label < LABELS; label += 1) {
        const step = emission[at * LABELS + label] * boost + decay * weights[row + label];
        squares[row + label] += step * step;
        weights[row + label] -= (rate * step) / (Math.sqrt(squares[row + label]) + 1e-6);
      }
    }
  }
  for (let index = 0; index < transition.length; index += 1) {
    if (transition[index] === 0) continue;
    state.transitionSquares[index] += transition[index] ** 2;
    state.transitions[index] -= (rate * transition[index]) / (Math.sqrt(state.transitionSquares[index]) + 1e-6);
  }
};

const addTo = (mean, { weights, transitions }) => {
  for (let at = 0; at < weights.length; at += 1) mean.weights[at] += weights[at];
  for (let at = 0; at < transitions.length; at += 1) mean.transitions[at] += transitions[at];
};

/** Learns from segments `{features, labels, length, weight}`; `each` is called after every epoch. What comes out is the mean of the later epochs: the chance of the order evens out. */
export const learn = (segments, { epochs, drop, rate, decay, random, each }) => {
  const state = newWeights();
  const mean = { weights: new Float32Array(BUCKETS * LABELS), transitions: new Float64Array(LABELS * LABELS) };
  const order = segments.map((_, index) => index);
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    shuffle(order, random);
    const boost = 1 / (1 - drop);
    for (const index of order) {
      const segment = segments[index];
      const kept = new Uint8Array(segment.length * FEATURES);
      for (let at = 0; at < kept.length; at += 1) kept[at] = random() < drop ? 0 : 1;
      const scores = scoresOf(state, segment, kept, boost);
      const { emission, transition } = gradients(segment, scores, state);
      apply(state, segment, { kept, boost, emission, transition, rate, decay });
    }
    if (epoch > epochs / 2) addTo(mean, state);
    each?.(epoch, state);
  }
  const rounds = Math.floor(epochs / 2) + (epochs % 2);
  return { weights: mean.weights.map((sum) => sum / rounds), transitions: mean.transitions.map((sum) => sum / rounds) };
};
