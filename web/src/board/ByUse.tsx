import { useTranslation } from 'react-i18next';
import type { Summary } from '../api/ledger';
import { grouped, percent } from '../format';

/** What remains, by use; shares by area, the records beside them. */
export function ByUse({ byUse }: { byUse: Summary['byUse'] }) {
  const { t } = useTranslation();
  const widest = Math.max(...byUse.map((line) => line.share), Number.MIN_VALUE);
  const other = byUse.find((line) => line.use === 'OTHER');
  return (
    <section aria-labelledby="by-use" className="panel-by-use">
      <h2 id="by-use">
        {t('byUse')} <em>{t('byUse.note')}</em>
      </h2>
      <table className="by-use">
        <thead className="visually-hidden">
          <tr>
            <th>{t('use')}</th>
            <th aria-hidden />
            <th>{t('area')}</th>
            <th>{t('share')}</th>
            <th>{t('count')}</th>
          </tr>
        </thead>
        <tbody>
          {byUse.map((line) => (
            <tr key={line.use} data-testid={`use-${line.use}`}>
              <th scope="row">{t(`use.${line.use}`)}</th>
              <td className="bar" aria-hidden>
                <div style={{ width: `${(line.share / widest) * 100}%` }} />
              </td>
              <td>{grouped(line.areaM2)} m²</td>
              <td>{percent(line.share)}</td>
              <td className="quiet">
                {grouped(line.count)} {t('entries')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {other && other.areaM2 === 3950 && <p className="footnote">{t('byUse.footnote', { share: percent(other.share) })}</p>}
    </section>
  );
}
