import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RatedStreet, type RatingTable, ratingTable, verification } from '../api/ratings';
import { LOGIN, type Session } from '../api/session';
import { Movement } from '../board/Movement';
import { Answer, Skeleton } from '../board/Panel';
import { useStreetNames } from '../board/useStreetNames';
import { districtToday, signed } from '../format';
import { PartBar } from './PartBar';
import { Why } from './Why';

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;

interface Asked {
  month: string;
  street: string | null;
  version: number | null;
}

/** The month before or after: by is −1 or 1. */
const monthBeside = (month: string, by: -1 | 1) => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by)).toISOString().slice(0, 7);
};

const addressOf = ({ month, street, version }: Asked) => {
  const query = new URLSearchParams({ page: 'rating', month });
  if (street !== null) query.set('street', street);
  if (version !== null) query.set('version', String(version));
  return `/?${query}`;
};

/** Month, street and version stand in the address, so that what is seen can be passed on. */
function useAsked(): [Asked, (asked: Asked) => void] {
  const read = (): Asked => {
    const query = new URLSearchParams(window.location.search);
    const month = query.get('month') ?? '';
    const version = Number(query.get('version'));
    return {
      month: MONTH.test(month) ? month : districtToday().slice(0, 7),
      street: query.get('street'),
      version: Number.isInteger(version) && version > 0 ? version : null,
    };
  };
  const [asked, setAsked] = useState(read);
  useEffect(() => {
    const back = () => setAsked(read());
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, []);
  return [
    asked,
    (next) => {
      window.history.pushState(null, '', addressOf(next));
      setAsked(next);
    },
  ];
}

/** 街道评分: how the streets are rated in a month, and why. */
export function Ratings({ session }: { session: Session | undefined }) {
  const { t } = useTranslation();
  const [asked, go] = useAsked();
  const present = districtToday().slice(0, 7);
  const goTo = (month: string) => go({ month, street: asked.street, version: null });
  return (
    <main>
      {session === undefined ? (
        <Skeleton lines={8} />
      ) : !session.authenticated ? (
        <p className="notice" role="status">
          {t('rating.login')} <a href={LOGIN}>{t('login')}</a>
        </p>
      ) : (
        <>
          <h2 className="rating-title">
            {t('rating')}
            <span className="month">
              <button type="button" aria-label={t('rating.monthBefore')} onClick={() => goTo(monthBeside(asked.month, -1))}>
                ‹
              </button>
              <input
                type="month"
                aria-label={t('rating.month')}
                value={asked.month}
                max={present}
                onChange={(event) => MONTH.test(event.target.value) && goTo(event.target.value)}
              />
              <button type="button" aria-label={t('rating.monthAfter')} disabled={asked.month >= present} onClick={() => goTo(monthBeside(asked.month, 1))}>
                ›
              </button>
            </span>
          </h2>
          <Month asked={asked} go={go} session={session} />
        </>
      )}
    </main>
  );
}

function Month({ asked, go, session }: { asked: Asked; go: (asked: Asked) => void; session: Session }) {
  const { month, street, version } = asked;
  const table = useQuery({ queryKey: ['rating', month, version], queryFn: () => ratingTable(month, version) });
  return (
    <Answer query={table} lines={15}>
      {(shown) => (
        <>
          <Standing of={shown} asked={asked} go={go} />
          {street === null ? (
            <Table of={shown} session={session} open={(chosen) => go({ ...asked, street: chosen })} />
          ) : (
            <Why key={`${month} ${street} ${version}`} table={shown} street={street} version={version} session={session} back={() => go({ ...asked, street: null })} />
          )}
          {shown.state === 'FROZEN' && <Verified key={`${month} ${version}`} of={shown} version={version} />}
        </>
      )}
    </Answer>
  );
}

function Standing({ of, asked, go }: { of: RatingTable; asked: Asked; go: (asked: Asked) => void }) {
  const { t } = useTranslation();
  return (
    <p className={of.state === 'PREVIEW' ? 'notice' : 'footnote'} data-testid="rating-state">
      {of.state === 'PREVIEW' ? t('rating.PREVIEW') : t('rating.FROZEN', { on: of.frozenOn, until: of.appealUntil })} · {t('rating.asOf', { date: of.asOf })}{' '}
      {(of.versions ?? 1) > 1 &&
        Array.from({ length: of.versions ?? 1 }, (_, index) => index + 1).map((version) => (
          <button key={version} type="button" aria-pressed={version === of.version} onClick={() => go({ ...asked, version })}>
            {t('rating.version', { version })}
          </button>
        ))}
    </p>
  );
}

function Table({ of, session, open }: { of: RatingTable; session: Session; open: (street: string) => void }) {
  const { t } = useTranslation();
  const ranked = of.streets.filter((each) => each.unranked === null);
  const others = of.streets.filter((each) => each.unranked !== null);
  const rows = (streets: RatedStreet[]) => streets.map((each) => <Row key={each.street} of={each} session={session} open={open} />);
  return (
    <>
      <table className="ratings">
        <thead>
          <tr>
            <th>{t('ranking.rank')}</th>
            <th className="name">{t('ranking.street')}</th>
            <th>{t('rating.score')}</th>
            <th>{t('rating.improved')}</th>
            <th className="wide">{t('rating.group')}</th>
            <th className="wide name">{t('rating.parts')}</th>
          </tr>
        </thead>
        <tbody>{rows(ranked)}</tbody>
        {others.length > 0 && (
          <tbody className="unranked">
            <tr>
              <th colSpan={6} className="name">
                {t('rating.unranked')}
              </th>
            </tr>
            {rows(others)}
          </tbody>
        )}
      </table>
      <p className="footnote">{t('rating.legend')}</p>
    </>
  );
}

/** The reasons of a street's points are for its own officials, and for those who see every street. */
const maySeeWhy = (session: Session, street: string) =>
  session.role !== 'department' && (session.role !== 'street' || session.streets?.includes(street) === true);

function Row({ of, session, open }: { of: RatedStreet; session: Session; open: (street: string) => void }) {
  const { t } = useTranslation();
  const nameOf = useStreetNames();
  const name = nameOf(of.street, of.name);
  return (
    <tr data-testid={`rated-${of.street}`}>
      <td>{of.rank ?? '—'}</td>
      <th scope="row" className="name">
        {maySeeWhy(session, of.street) ? (
          <button type="button" className="link opens" onClick={() => open(of.street)}>
            {name}
          </button>
        ) : (
          name
        )}
        {of.unranked && <small> {t(`rating.${of.unranked}`)}</small>}
      </th>
      <td>{of.score === null ? t('noData') : of.score.toFixed(2)}</td>
      <td className="quiet">
        <Movement ranks={of.ranksGained} /> <small>{of.improvedBy === null ? '—' : t('rating.scoreChange', { by: of.improvedBy === 0 ? '±0' : signed(of.improvedBy) })}</small>
      </td>
      <td className="wide">{of.groupRank === null ? '—' : `${t(`rating.group.${of.group}`)} ${of.groupRank}`}</td>
      <td className="wide">
        <ul className="parts">
          {of.parts.map((part) => (
            <PartBar key={part.part} of={part} />
          ))}
        </ul>
      </td>
    </tr>
  );
}

function Verified({ of, version }: { of: RatingTable; version: number | null }) {
  const { t } = useTranslation();
  const again = useQuery({ queryKey: ['rating-verified', of.month, version], queryFn: () => verification(of.month, version), enabled: false });
  return (
    <section className="verified" data-testid="verified">
      <p className="footnote">
        {t('rating.hash')} <code>{of.hash}</code>
      </p>
      <button type="button" onClick={() => void again.refetch()} disabled={again.isFetching}>
        {t('rating.recompute')}
      </button>
      {(again.data || again.error) && (
        <Answer query={again} lines={1}>
          {(found) => (
            <p role="status">
              {found.sameHash && found.sameTable ? `✓ ${t('rating.same')}` : `✗ ${t('rating.different')}`} <code>{found.recomputed}</code>
            </p>
          )}
        </Answer>
      )}
    </section>
  );
}
