import { itemAt, parseText } from './wire.suite.js';
import { embargoInWords } from './embargo-words.js';

describe('an embargo in words', () => {
  it.each([
    'EMBARGOED UNTIL 0001 GMT, TUESDAY 1 DECEMBER', 'Embargoed until Tuesday noon', '*** STRICT EMBARGO: 10 Dec 2026 ***', 'Under embargo until 6 a.m.', 'EMBARGO', 'Not for release before 10 a.m. EST', 'NOT FOR PUBLICATION OR BROADCAST BEFORE 18.00',
    'Not to be published until Friday', 'FOR RELEASE: Sunday', 'For release Sunday, Nov. 29', 'HOLD FOR RELEASE AT 1400 GMT', '$Adv29', 'BC-LT--Slow Gardens $ADV29', 'Sperrfrist: 10. Dezember, 12.00 Uhr', '(Bericht - Sperrfrist 09. Oktober 14.20 Uhr)',
    'Sous embargo jusqu’à mardi', 'EMBARGADO HASTA EL MARTES', 'Embargo: Sunday 0600', 'Embargo for Tuesday', 'Embargoed for Tuesday', 'Embargoed against delivery', '*** Embargoed ***', '*** Strictly embargoed ***', 'NOT FOR RELEASE', '[Not for publication]', '>> Not to be published.',
    'HOLD FOR RELEASE', '[$Adv29]', '*$ADV 29 for Sunday', 'Achtung: Sperrfrist Sonntag 18.00', 'Gesperrt bis Montag, 18 Uhr', 'Sotto embargo fino a lunedì', 'Onder embargo tot maandag', 'Embargo até segunda-feira', 'Sob embargo até 18h', 'Con embargo hasta el martes',
  ])('is seen in %j', (line) => {
    expect(embargoInWords([`Harbour opens\n${line}\n\nMARKOBY - Text.`])).toMatchObject({ asWritten: expect.stringContaining(line.slice(1, 12)) });
    expect(itemAt(parseText(`${line}\nHarbour opens`))).toMatchObject({ pubStatus: 'withheld' });
    expect(itemAt(parseText(`${line}\nHarbour opens`)).embargoedUntil).toBeUndefined();
  });

  it.each([
    'Embargo on oil will hurt, says minister', 'EU lifts embargo until further notice, ministers say', 'FOR IMMEDIATE RELEASE', 'For release of the hostages, Norland paid', 'The text was embargoed until noon.', 'Advance of the glaciers', 'Die Sperrfrist wurde aufgehoben',
    'Not for the first time, release was delayed', 'Embargo to hurt fishermen', 'Embargo against Norland costs jobs', 'Embargo not lifted', 'Embargo for Norland is a shock', 'Not for publication, the notes became a book', 'Hold for release of two men, union says', 'Sin embargo, hasta el martes no hubo pan',
    'Gesperrt ist die Brücke bis Montag', 'Embargo ateliers close',
  ])('is not seen in %j', (line) => {
    expect(embargoInWords([line])).toBeUndefined();
  });

  it('is not seen deep in a story', () => {
    expect(embargoInWords([`${'A line of the story.\n'.repeat(30)}EMBARGOED UNTIL NOON`])).toBeUndefined();
  });

  it('is seen in the middle of a note for editors, in every format', () => {
    const note = 'This story is under embargo until Monday';
    expect(itemAt(parseText(JSON.stringify({ uri: 'urn:test:1', body_text: 'Text.', ednote: note })))).toMatchObject({ pubStatus: 'withheld', embargo: { rule: 'words:note' } });
    expect(itemAt(parseText(`<nitf><head><docdata><doc-id id-string="t"/><ed-msg info="${note}"/></docdata></head><body><body.content><p>Text.</p></body.content></body></nitf>`))).toMatchObject({ pubStatus: 'withheld' });
  });

  it('is seen in a note for editors', () => {
    expect(itemAt(parseText(JSON.stringify({ uri: 'urn:test:1', body_text: 'Text.', ednote: 'Embargoed until noon' })))).toMatchObject({ pubStatus: 'withheld', embargo: { rule: 'words:embargoed-until' } });
  });
});
