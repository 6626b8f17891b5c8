import { expect, test } from 'vitest';
import en from './en.json';
import zh from './zh.json';

test('every text stands in both languages', () => {
  expect(Object.keys(en)).toEqual(Object.keys(zh));
});
