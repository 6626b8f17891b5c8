import { expect, test } from 'vitest';
import { boardArea, districtToday, grouped, isDate } from './format';

test('areas are grouped by thin spaces and keep their cents', () => {
  expect(grouped(1076577)).toBe('1\u2009076\u2009577');
  expect(grouped(14.85)).toBe('14.85');
  expect(grouped(-999.5)).toBe('−999.50');
});

test('ten thousand square metres are 万 m² in Chinese and hectares in English', () => {
  expect(boardArea(819925, 'zh')).toBe('81.99 万 m²');
  expect(boardArea(819925, 'en')).toBe('81.99 ha');
});

test('the district’s day begins eight hours before UTC’s', () => {
  expect(districtToday(new Date('2016-05-01T16:00:00Z'))).toBe('2016-05-02');
});

test('only a real date passes', () => {
  expect(isDate('2015-12-31')).toBe(true);
  expect(isDate('2015-13-31')).toBe(false);
  expect(isDate('tomorrow')).toBe(false);
  expect(isDate(null)).toBe(false);
});
