import { gravestOf, headlineActOf, noteActsOf } from './headline-acts.js';

describe('acts in headlines', () => {
  it.each([
    ['STORY WITHDRAWN', 'withdraw'], ['WITHDRAWN: Mill story', 'withdraw'], ['(WITHDRAWN) Mill story', 'withdraw'],
    ['KILL', 'kill'], ['KILL KILL KILL', 'kill'], ['BULLETIN KILL - Mill', 'kill'], ['MANDATORY KILL: Mill', 'kill'], ['URGENT: KILL - Mill', 'kill'], ['KILL NOTICE Mill', 'kill'], ['Mandatory kill: Mill', 'kill'],
    ['HOLD HOLD HOLD', 'hold'], ['HOLD: Mill', 'hold'],
    ['CORRECTED-Mill closes', 'correction'], ['CORRECTED - UPDATE 1-Mill closes', 'correction'], ['CORRECTION: Mill', 'correction'], ['Correction: Mill story', 'correction'], ['Berichtigung: Mühle', 'correction'], ['RECTIFICATIF - Moulin', 'correction'],
    ['REFILE-Mill closes', 'refile'], ['REPEAT-Mill closes', 'repeat'], ['RPT-UPDATE 2-Mill closes', 'repeat'],
    ['UPDATE 1-Mill closes', 'update'], ['WRAPUP 3-Mills close', 'update'], ['ADVISORY: Mill', 'advisory'], ["EDITORS' NOTE: Mill", 'advisory'],
    ['Kill Bill is back', undefined], ['KILL BILL IS BACK', undefined], ['Killed in action: 12', undefined], ['Corrected vision for all', undefined], ['Hold the line', undefined], ['HOLD THE LINE', undefined],
    ['Update on mills', undefined], ['REPEAT OFFENDERS FACE JAIL', undefined], ['Mill closes', undefined], ['', undefined], [undefined, undefined],
  ])('%j: %s', (headline, signal) => {
    expect(headlineActOf(headline)?.signal).toBe(signal);
  });

  it('keeps the number of an update behind graver tags', () => {
    expect(headlineActOf('REFILE-CORRECTED-UPDATE 12-Mill closes')).toMatchObject({ signal: 'correction', update: 12 });
    expect(gravestOf([headlineActOf('UPDATE 3-Mill'), undefined, { signal: 'kill', rule: 'x' }])).toEqual({ signal: 'kill', rule: 'x', update: 3 });
    expect(gravestOf([undefined])).toBeUndefined();
  });

  it('takes no act from a note that only advises', () => {
    expect(noteActsOf('NOTE TO EDITORS: strictly embargoed\nUPDATE 2-Mill')).toEqual([]);
    expect(noteActsOf('Check names.\nKILL: Mill story')).toEqual([{ signal: 'kill', rule: 'note:KILL' }]);
  });
});
