import { expect, test } from 'vitest';
import { boardArea, districtTime, districtToday, grouped, isDate, reachedArea, reachedShare, signed } from './format';

test('areas are grouped by thin spaces and keep their cents', () => {
  expect(grouped(1076577)).toBe('1\u2009076\u2009577');
  expect(grouped(14.85)).toBe('14.85');
  expect(grouped(-999.5)).toBe('−999.50');
});

test('ten thousand square metres are 万 m² in Chinese and hectares in English', () => {
  expect(boardArea(819925, 'zh')).toBe('81.99 万 m²');
  expect(boardArea(819925, 'en')).toBe('81.99 ha');
});

test('what is reached is rounded towards zero, and a double’s own error is not', () => {
  expect(reachedArea(79999.99, 'zh')).toBe('7.99 万 m²');
  expect(reachedArea(80000, 'en')).toBe('8.00 ha');
  expect(reachedShare(0.999999)).toBe('99.99 %');
  expect(reachedShare(1.13, 0)).toBe('113 %');
  expect(reachedShare(0.58)).toBe('58 %');
  expect(reachedShare(-0.001)).toBe('−0.1 %');
});

test('what is added or taken off carries its sign', () => {
  expect(signed(14.85)).toBe('+14.85');
  expect(signed(-3)).toBe('−3');
  expect(signed(0)).toBe('0');
});

test('a fact’s time is the district’s', () => {
  expect(districtTime('2016-05-01T16:00:05Z')).toBe('00:00:05');
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
