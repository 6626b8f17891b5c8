import { useTranslation } from 'react-i18next';
import { type Figure, MEASURES, type Measure } from '../api/ledger';
import { boardArea, grouped } from '../format';
import { language } from '../i18n';

/** The three figures of the book. Each says its exact square metres and, one click away, what it counts. */
export function Figures({ of }: { of: Record<Measure, Figure> }) {
  const { t } = useTranslation();
  return (
    <>
      {MEASURES.map((measure) => (
        <section key={measure} className="figure" aria-labelledby={`figure-${measure}`} data-testid={`figure-${measure}`}>
          <h2 id={`figure-${measure}`}>{t(measure)}</h2>
          <p className="figure-count">
            <strong>{grouped(of[measure].count)}</strong> <small>{t('entries')}</small>
          </p>
          <p className="figure-area">
            {grouped(of[measure].areaM2)} m² <small>{boardArea(of[measure].areaM2, language())}</small>
          </p>
          <details>
            <summary>{t('definition')}</summary>
            {t(`${measure}.definition`)}
          </details>
        </section>
      ))}
    </>
  );
}
