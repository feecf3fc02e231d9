import { dataFolder, parsePort, portsFrom } from './up-options.js';

test('seven ports in a row, the documented ones by default', () => {
  expect(portsFrom(7070)).toEqual({ gateway: 7070, ingest: 7071, enrichment: 7072, storage: 7073, postgres: 7074, kafka: 7075, controller: 7076 });
});

test.each(['80', '65530', '7070.5', 'x', ''])('%j is no first port', (text) => {
  expect(() => parsePort(text)).toThrow('1024 to 65529');
});

test('data is in the checkout unless the folder is absolute', () => {
  expect(dataFolder('/checkout', '.wiredesk')).toBe('/checkout/.wiredesk');
  expect(dataFolder('/checkout', '/elsewhere')).toBe('/elsewhere');
});
