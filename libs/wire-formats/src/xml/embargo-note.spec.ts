import { embargoInNotes } from './embargo-note.js';

describe('embargoes that only a note speaks of', () => {
  it.each([
    'Embargoed until 0001 Tuesday', 'Note to editors: STRICTLY EMBARGOED.', 'Embargo: noon Friday', 'Not for release before 0600 GMT', 'Not to be published until the match ends', 'HOLD FOR RELEASE Sunday', 'Sperrfrist Dienstag 6 Uhr', 'SOUS EMBARGO', 'Under strict embargo', 'This story is under embargo', 'Embargo lifts 0600 GMT',
  ])('%s', (note) => {
    expect(embargoInNotes(`Check names.\n${note}`, 'r')).toEqual({ asWritten: note, rule: 'r' });
  });

  it.each([undefined, '', 'The embargo has been lifted.', 'No embargo: use at will', 'Adds reaction on the oil embargo', 'Adds EU embargo on oil', 'Recasts on states under embargo', 'Adds end of embargo', 'Sperrfrist aufgehoben'])('none in %j', (note) => {
    expect(embargoInNotes(note, 'r')).toBeUndefined();
  });
});
