import type { Language } from './i18n';

const THIN_SPACE = '\u2009';

/** Groups by thin spaces, as on a surveyor's sheet: 819 925. Decimals only where there are any. */
export function grouped(value: number): string {
  const [whole = '0', cents = '00'] = Math.abs(value).toFixed(2).split('.');
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
  return `${value < 0 ? '−' : ''}${digits}${cents === '00' ? '' : `.${cents}`}`;
}

/** An area for a board: 万 m² in Chinese; the same quantity is a hectare in English. */
export function boardArea(areaM2: number, language: Language): string {
  return `${(areaM2 / 10_000).toFixed(2)} ${language === 'zh' ? '万 m²' : 'ha'}`.replace('-', '−');
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

/** What was reached, for a board: rounded towards zero, so that 79 999.99 of 80 000 never reads as if it were all. */
export function reachedArea(areaM2: number, language: Language): string {
  return boardArea(towardsZero(areaM2 / 100, 0) * 100, language);
}

/** A share that was reached, rounded towards zero for the same reason; decimals only where there are any. */
export function reachedShare(share: number, decimals = 2): string {
  return `${Number(towardsZero(share * 100, decimals).toFixed(decimals))} %`.replace('-', '−');
}

/** With its sign, as a line that is added or taken off: +14.85, −3. */
export function signed(value: number): string {
  return value > 0 ? `+${grouped(value)}` : grouped(value);
}

/** The epsilon is far above what doubles lose here and far below what figures carry. */
function towardsZero(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.trunc(value * scale + Math.sign(value) * 1e-6) / scale;
}

/** The time of day where the district is. */
export function districtTime(instant: string | number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' }).format(new Date(instant));
}

/** Today's date where the district is, whatever the clock of the browser says. */
export function districtToday(now: Date = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(now);
}

/** Month and day, where the year is said already. */
export const dayOf = (date: string) => date.slice(5);

export const yearOf = (date: string) => Number(date.slice(0, 4));

export function isDate(text: string | null): text is string {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
