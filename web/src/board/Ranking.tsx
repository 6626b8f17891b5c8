import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Place, Ranking as Ranked } from '../api/accountability';
import type { Session } from '../api/session';
import { grouped, reachedShare } from '../format';
import { Bar } from './Bar';
import type { OpenFacts } from './FactsSheet';
import { Movement } from './Movement';
import { useStreetNames } from './useStreetNames';

/** A bar's length when nobody is further: the mark of "on time" then stands at four fifths. */
const LEAST_SCALE = 1.25;

interface RankingProps {
  ranking: Ranked;
  session: Session;
  openFacts: OpenFacts;
}

/** The streets in the order of what they demolished against what was expected of each by now. The last one is the last, not an alarm. */
export function Ranking({ ranking, session, openFacts }: RankingProps) {
  const { t } = useTranslation();
  const nameOf = useStreetNames();
  const { streets } = ranking;
  const scale = Math.max(LEAST_SCALE, ...streets.map((place) => place.progress ?? 0));
  const ties = (place: Place) => place.rank !== null && streets.filter((each) => each.rank === place.rank).length > 1;
  // A ranking that shows one street is none; but the entries of a street are for its own officials.
  const mayOpen = (place: Place) => place.facts !== null && (session.role !== 'street' || session.streets?.includes(place.street) === true);

  if (ranking.target === null) return <p className="footnote">{t('ranking.noTarget')}</p>;
  return (
    <>
      {!ranking.partsSet && <p className="footnote">{t('ranking.noParts')}</p>}
      <table className="ranking">
        <thead className="visually-hidden">
          <tr>
            <th>{t('ranking.rank')}</th>
            <th>{t('ranking.movement')}</th>
            <th>{t('ranking.street')}</th>
            <th aria-hidden />
            <th>{t('ranking.progress')}</th>
          </tr>
        </thead>
        <tbody>
          {streets.map((place) => (
            <tr key={place.street} data-testid={`place-${place.street}`}>
              <td className="rank">
                {ties(place) && <small>{t('ranking.tied')} </small>}
                {place.rank ?? '—'}
              </td>
              <td className="movement">
                <Movement ranks={place.movement} />
              </td>
              <th scope="row">
                {mayOpen(place) && place.facts !== null ? (
                  <button
                    type="button"
                    className="link opens"
                    onClick={() => openFacts({ title: nameOf(place.street, place.name), address: place.facts ?? '', place })}
                  >
                    {nameOf(place.street, place.name)}
                  </button>
                ) : (
                  nameOf(place.street, place.name)
                )}
              </th>
              <td className="bar" title={tooltip(place, t)}>
                {place.progress !== null && <Bar reached={place.progress / scale} expected={1 / scale} />}
              </td>
              <td>{place.progress === null ? <span className="quiet">{t('noData')}</span> : reachedShare(place.progress, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="footnote">{t('ranking.legend')}</p>
    </>
  );
}

function tooltip(place: Place, t: TFunction): string | undefined {
  if (place.demolished === null || place.expectedM2 === null) return undefined;
  return t('ranking.tooltip', { net: grouped(place.demolished.netM2), expected: grouped(place.expectedM2) });
}
