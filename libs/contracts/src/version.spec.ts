import { compareVersions, versionKey, versionSchema } from './version.js';

test('decimals sort by value, instants by time, decimals before instants', () => {
  const sorted = ['1', '2', '9', '10', '007', '123456789012345678901234567890', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z'];
  expect([...sorted].reverse().sort(compareVersions)).toEqual(['1', '2', '007', '9', '10', ...sorted.slice(5)]);
  expect(compareVersions('7', '007')).toBe(0);
});

test('the key of a version sorts in bytes as the version does', () => {
  const versions = ['3', '20', '100', '2025-12-31T23:59:59.999Z', '2026-01-01T00:00:00.000Z'];
  expect(versions.map(versionKey).sort()).toEqual(versions.map(versionKey));
});

test.each(['', '1.0', '-1', '1e3', '1234567890123456789012345678901', '2026-01-01', '2026-01-01T00:00:00Z'])('%j is no version of the contract', (text) => {
  expect(versionSchema.safeParse(text).success).toBe(false);
});

test('a version that cannot be read is a RangeError, never a wrong order', () => {
  expect(() => versionKey('soon')).toThrow(RangeError);
});
