import i18next from 'i18next';
import type { Met, TargetProgress, Unit } from '../api/accountability';
import { boardArea, grouped, reachedArea, reachedShare, yearOf } from '../format';
import { language } from '../i18n';
import english from '../i18n/targets.en.json';

const DEMOLISHED_AREA = 'demolishedAreaM2';

/** Never colour alone: each state has a sign and a word (met.*). */
export const SIGN: Record<Met, string> = { YES: '✓', NO: '○', NEEDS_DECISION: '?', NO_DATA: '—' };

/** The word for a target's state: until it is due, what is not met is not met yet. */
export function stateOf(target: TargetProgress): string {
  const notYet = target.met === 'NO' && target.decision === null && target.measuredOn < target.due;
  return i18next.t(notYet ? 'met.NOT_YET' : `met.${target.met}`);
}

/** The plan's own words; English is a reading aid beside them. */
export function titleOf(target: TargetProgress): string {
  return (language() === 'en' && (english.names as Record<string, string>)[target.id]) || target.name;
}

/** How binding it is: 努力完成, 基本完成 …, in English with its meaning. */
export function wordingOf(target: TargetProgress): string | null {
  if (target.wording === null || language() === 'zh') return target.wording;
  const meaning = (english.wordings as Record<string, string>)[target.wording];
  return meaning ? `${target.wording} (${meaning})` : target.wording;
}

/** What is reached; never a number where there are no facts to tell it from. */
export function valueOf(target: TargetProgress): string {
  return target.value === null ? i18next.t('noData') : reached(target.unit, target.value);
}

/** What is to be reached, as worded: > leaves equality out. */
export function aimOf(target: TargetProgress): string {
  if (target.target === null) return i18next.t('noPart');
  if (target.unit === 'YES_NO') return i18next.t('toBe');
  const sign = target.operator === '>=' ? '≥' : target.operator;
  return `${sign} ${amount(target.unit, target.target)}`;
}

/** An amount that is to be reached, or expected by now. */
export function amount(unit: Unit, value: number): string {
  switch (unit) {
    case 'AREA_M2':
      return boardArea(value, language()).replace(/\.?0+ /, ' ');
    case 'SHARE':
      return `${Number((value * 100).toFixed(2))} %`;
    case 'COUNT':
      return grouped(value);
    case 'YES_NO':
      return i18next.t(value >= 1 ? 'yes' : 'no');
  }
}

function reached(unit: Unit, value: number): string {
  switch (unit) {
    case 'AREA_M2':
      return reachedArea(value, language());
    case 'SHARE':
      return reachedShare(value);
    default:
      return amount(unit, value);
  }
}

/**
 * The demolition target of a date's year, or of the last year that had one: a target of the whole year, the latest set where a quota from
 * above stands beside the plan's.
 */
export function yearTarget(targets: TargetProgress[], asOf: string): TargetProgress | undefined {
  const yearly = targets.filter((each) => each.metric === DEMOLISHED_AREA && each.from !== null && yearOf(each.from) === yearOf(each.due));
  const year = Math.max(...yearly.map((each) => yearOf(each.due)).filter((due) => due <= yearOf(asOf)));
  return yearly.findLast((each) => yearOf(each.due) === year);
}

export interface TargetGroup {
  /** The year they are due; null for those that run over several years. */
  year: number | null;
  targets: TargetProgress[];
}

/** What runs over years first, then by the year in which they are due. */
export function grouping(targets: TargetProgress[]): TargetGroup[] {
  const groups = new Map<number | null, TargetProgress[]>();
  for (const target of targets) {
    const year = target.from !== null && yearOf(target.from) < yearOf(target.due) ? null : yearOf(target.due);
    groups.set(year, [...(groups.get(year) ?? []), target]);
  }
  return [...groups].map(([year, each]) => ({ year, targets: each })).sort((a, b) => (a.year ?? 0) - (b.year ?? 0));
}
