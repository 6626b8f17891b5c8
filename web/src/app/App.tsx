import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LOGIN, logout, session } from '../api/session';
import { Board } from '../board/Board';
import { Clocks } from '../clocks/Clocks';
import { Ratings } from '../rating/Ratings';
import { districtToday, isDate } from '../format';
import { switchLanguage } from '../i18n';

const CAMPAIGN_START = '2013-04-12';
const BASELINE = '2015-12-31';

/** The date stands in the address, so that a figure can be passed on as it was seen. */
function useAsOf(): [string, (date: string) => void] {
  const today = districtToday();
  const read = () => new URLSearchParams(window.location.search).get('asOf');
  const [asOf, setAsOf] = useState(() => {
    const asked = read();
    return isDate(asked) ? asked : today;
  });
  const go = (date: string) => {
    setAsOf(date);
    window.history.pushState(null, '', date === districtToday() ? window.location.pathname : `?asOf=${date}`);
  };
  useEffect(() => {
    const back = () => {
      const asked = read();
      setAsOf(isDate(asked) ? asked : districtToday());
    };
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, []);
  return [asOf, go];
}

const PAGES = ['board', 'rating', 'one-hour'] as const;
type Page = (typeof PAGES)[number];

/** Which page it is stands in the address too: the board has none of its own. */
function usePage(): [Page, (page: Page) => void] {
  const read = (): Page => PAGES.find((page) => page === new URLSearchParams(window.location.search).get('page')) ?? 'board';
  const [page, setPage] = useState(read);
  const go = (next: Page) => {
    window.history.pushState(null, '', addressOf(next));
    window.dispatchEvent(new PopStateEvent('popstate')); // the date is read from the address too
  };
  useEffect(() => {
    const back = () => setPage(read());
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, []);
  return [page, go];
}

const addressOf = (page: Page) => (page === 'board' ? '/' : `/?page=${page}`);

/** The page is loaded anew, so that nothing a login had shown stays in it or is asked for again without one. */
const leave = () => logout().then(() => window.location.reload());

export function App() {
  const { t } = useTranslation();
  const [asOf, setAsOf] = useAsOf();
  const [page, setPage] = usePage();
  const who = useQuery({ queryKey: ['session'], queryFn: session });
  const today = districtToday();
  // The clocks are of now, whatever day the board is looking at.
  const past = page === 'board' && asOf !== today;

  return (
    <div className={past ? 'sheet past' : 'sheet'}>
      <header>
        <div className="seal" aria-hidden>
          拆违
        </div>
        <h1>{t('title')}</h1>
        {page === 'board' && (
          <div className="as-of">
            <label>
              {t('asOf')}{' '}
              <input
                type="date"
                title={t('asOfHint')}
                value={asOf}
                min={CAMPAIGN_START}
                max={today}
                onChange={(event) => event.target.validity.valid && isDate(event.target.value) && setAsOf(event.target.value)}
              />
            </label>
            <button type="button" onClick={() => setAsOf(BASELINE)} aria-pressed={asOf === BASELINE}>
              {t('baseline')}
            </button>
            <button type="button" onClick={() => setAsOf(today)} aria-pressed={!past}>
              {t('today')}
            </button>
          </div>
        )}
        <nav>
          {PAGES.map((each) => (
            <a
              key={each}
              href={addressOf(each)}
              aria-current={each === page ? 'page' : undefined}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey) return;
                event.preventDefault();
                setPage(each);
              }}
            >
              {t(`page.${each}`)}
            </a>
          ))}
          <a href="/docs">API</a>
          <button type="button" className="link" onClick={() => void switchLanguage()}>
            {t('language')}
          </button>
          {who.data?.authenticated ? (
            <>
              <span data-testid="who">{who.data.displayName}</span>
              <button type="button" className="link" onClick={() => void leave()}>
                {t('logout')}
              </button>
            </>
          ) : (
            <a href={LOGIN}>{t('login')}</a>
          )}
        </nav>
      </header>
      {past && (
        <p className="notice" role="status">
          {t('past', { date: asOf })}
        </p>
      )}
      {page === 'board' && <Board asOf={asOf} session={who.data} goToday={() => setAsOf(today)} />}
      {page === 'rating' && <Ratings session={who.data} />}
      {page === 'one-hour' && <Clocks session={who.data} />}
    </div>
  );
}
