import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MEASURES, type Measure, type Summary } from '../api/ledger';
import { LOGIN } from '../api/session';
import { boardArea, grouped } from '../format';
import { language } from '../i18n';
import { nameOf, useStreets } from './useStreetNames';

const STEPS = 5;

/** The fifteen streets as tiles that lie roughly as they do on the ground: a schematic, no map. */
export function StreetTiles({ byStreet, ownOnly }: { byStreet: Summary['byStreet']; ownOnly: boolean }) {
  const { t } = useTranslation();
  const [measure, setMeasure] = useState<Measure>('remaining');
  const [chosen, setChosen] = useState<string | null>(null);
  const places = useStreets();
  const figures = new Map((byStreet ?? []).map((line) => [line.street, line]));
  const most = Math.max(1, ...[...figures.values()].map((line) => line[measure].areaM2));
  const detail = chosen === null ? undefined : figures.get(chosen);
  const detailPlace = places.data?.find((place) => place.code === chosen);

  return (
    <section aria-labelledby="streets" className="panel-streets">
      <h2 id="streets">
        {t('streets')}
        {byStreet && (
          <label className="measure">
            {t('streets.measure')}{' '}
            <select value={measure} onChange={(event) => setMeasure(event.target.value as Measure)}>
              {MEASURES.map((each) => (
                <option key={each} value={each}>
                  {t(`measure.${each}`)}
                </option>
              ))}
            </select>
          </label>
        )}
      </h2>
      <div className="tiles">
        {places.data?.map((place) => {
          const line = figures.get(place.code);
          const step = line ? Math.min(STEPS, 1 + Math.floor((line[measure].areaM2 / most) * STEPS)) : 0;
          return (
            <button
              key={place.code}
              type="button"
              className={`tile step-${step}`}
              style={{ gridRow: place.tileRow + 1, gridColumn: place.tileCol + 1 }}
              aria-pressed={chosen === place.code}
              disabled={!line}
              title={line ? `${grouped(line[measure].areaM2)} m²` : undefined}
              onClick={() => setChosen(chosen === place.code ? null : place.code)}
              data-testid={`tile-${place.code}`}
            >
              <span>{nameOf(place)}</span>
              {line && <b>{boardArea(line[measure].areaM2, language())}</b>}
            </button>
          );
        })}
      </div>
      {!byStreet && (
        <p className="footnote">
          {t('streets.login')} <a href={LOGIN}>{t('login')}</a>
        </p>
      )}
      {byStreet && ownOnly && <p className="footnote">{t('streets.own')}</p>}
      {byStreet && byStreet.length === 0 && <p className="footnote">{t('streets.none')}</p>}
      {byStreet && byStreet.length > 0 && !detail && <p className="footnote">{t('streets.pick')}</p>}
      {detail && detailPlace && (
        <dl className="street-detail" aria-live="polite">
          <dt>{nameOf(detailPlace)}</dt>
          {MEASURES.map((each) => (
            <dd key={each}>
              <span className="quiet">{t(`measure.${each}`)}</span> {grouped(detail[each].count)} {t('entries')} · {grouped(detail[each].areaM2)} m²
            </dd>
          ))}
        </dl>
      )}
    </section>
  );
}
