import { useTranslation } from 'react-i18next';
import type { RatedPart } from '../api/ratings';
import { grouped } from '../format';

/** How much of a part's points, in words and as a bar; hatched where nothing is known. */
export function PartBar({ of }: { of: RatedPart }) {
  const { t } = useTranslation();
  return (
    <li>
      <span>{t(`rating.part.${of.part}`)}</span>
      <div className={of.points === null ? 'part-bar unknown' : 'part-bar'} aria-hidden>
        {of.points !== null && of.counted > 0 && <div style={{ width: `${(of.points / of.counted) * 100}%` }} />}
      </div>
      <small>
        {of.points === null ? t('noData') : t('rating.pointsOf', { points: grouped(of.points), of: grouped(of.counted) })}
        {of.corrected && ` · ${t('rating.corrected')}`}
      </small>
    </li>
  );
}
