import { runPipeline } from './pipeline.js';

const detected = (text: string): string | undefined => runPipeline({ text, published: '2025-01-01T00:00:00Z' }, 'language').language.detected;

describe('language', () => {
  it.each([
    ['en', 'The minister said that the talks with the union were over and that a vote would follow.'],
    ['de', 'Die Ministerin sagte, dass die Gespräche mit der Gewerkschaft nicht vorbei sind.'],
    ['fr', 'La ministre a dit que les discussions avec le syndicat ne sont pas dans une impasse.'],
    ['es', 'La ministra dijo que las conversaciones con el sindicato no han terminado y que habrá una votación.'],
    ['pt', 'A ministra disse que as conversas com o sindicato não terminaram e que haverá uma votação.'],
    ['it', 'Il ministro ha detto che i colloqui con il sindacato non sono ancora finiti.'],
    ['nl', 'De minister zei dat het overleg met de bond nog niet voorbij is.'],
    ['pl', 'Minister powiedział, że rozmowy ze związkiem nie są zakończone i że do głosowania dojdzie w środę.'],
    ['ru', 'Министр сказала, что переговоры с профсоюзом ещё не закончены.'],
    ['uk', 'Міністерка сказала, що переговори з їхньою спілкою ще тривають.'],
    ['ar', 'قالت الوزيرة إن المحادثات مع النقابة لم تنته بعد'],
    ['fa', 'وزیر گفت که گفتگو با اتحادیه پایان نیافته است چه باید کرد'],
    ['ja', '大臣は労組との協議は終わっていないと述べた。'],
    ['zh', '部长表示，与工会的谈判尚未结束。'],
    ['el', 'Η υπουργός είπε ότι οι συνομιλίες δεν τελείωσαν.'],
  ])('%s', (language, text) => {
    expect(detected(text)).toBe(language);
  });

  it('detects none where the text shows none', () => {
    expect(runPipeline({ text: '5-4 3-2 1-0', published: '2025-01-01T00:00:00Z', language: 'en-GB' }, 'language').language).toEqual({ declared: 'en-GB' });
  });
});
