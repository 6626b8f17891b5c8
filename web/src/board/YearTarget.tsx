import { useTranslation } from 'react-i18next';
import type { TargetProgress } from '../api/accountability';
import { grouped, reachedArea, reachedShare } from '../format';
import { language } from '../i18n';
import { Bar } from './Bar';
import type { OpenFacts } from './FactsSheet';
import { State } from './State';
import { aimOf, amount, titleOf, wordingOf } from './target';

/** What this year is about: the demolition target, with a mark where it would be by now if it came evenly. */
export function YearTarget({ target, openFacts }: { target: TargetProgress; openFacts: OpenFacts }) {
  const { t } = useTranslation();
  const { value, share, expected, target: aim } = target;
  return (
    <section className="figure year-target" aria-labelledby="year-target" data-testid="year-target">
      <h2 id="year-target" title={target.name}>
        {titleOf(target)} {target.wording && <span className="wording">{wordingOf(target)}</span>}
      </h2>
      <p className="figure-count">
        <strong className={value === null ? 'no-data' : ''}>
          {value === null ? t('noData') : reachedArea(value, language()).split(' ')[0]}
        </strong>{' '}
        {value !== null && <small>{reachedArea(value, language()).split(' ').slice(1).join(' ')}</small>}{' '}
        <small>
          {share !== null && <b>{reachedShare(share)}</b>} {t('aim')} {aimOf(target)}
          {expected !== null && value !== null && ` · ${t('expected')} ${amount('AREA_M2', expected)}`}
        </small>
      </p>
      {value !== null && aim !== null && <Bar reached={value / aim} expected={expected === null ? null : expected / aim} />}
      <p className="year-target-foot">
        <State of={target} />
        {value !== null && <span className="quiet">{grouped(value)} m²</span>}
        <span className="quiet">{t('measuredOn', { date: target.measuredOn })}</span>
        <button type="button" className="link" onClick={() => openFacts({ title: titleOf(target), address: target.facts, target })}>
          {t('why')}
        </button>
      </p>
    </section>
  );
}
