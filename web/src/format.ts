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
  return `${(areaM2 / 10_000).toFixed(2)} ${language === 'zh' ? '万 m²' : 'ha'}`;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

/** Today's date where the district is, whatever the clock of the browser says. */
export function districtToday(now: Date = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(now);
}

export function isDate(text: string | null): text is string {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
