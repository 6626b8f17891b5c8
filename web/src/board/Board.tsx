import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../api/session';
import type { Summary } from '../api/ledger';
import type { Liveness } from '../api/stream';
import { districtToday, grouped } from '../format';
import { language } from '../i18n';
import { ByUse } from './ByUse';
import { FactFeed } from './FactFeed';
import { FactsSheet, type OpenFacts, type Opened } from './FactsSheet';
import { Figures } from './Figures';
import { Answer, Panel, Skeleton } from './Panel';
import { Ranking } from './Ranking';
import { StreetTiles } from './StreetTiles';
import { Targets } from './Targets';
import { yearTarget } from './target';
import { Trouble, useTrouble } from './Trouble';
import { useFactFeed } from './useFactFeed';
import { useLiveSummary } from './useLiveSummary';
import { useProgress, useRanking } from './useProgress';
import { YearTarget } from './YearTarget';

interface BoardProps {
  asOf: string;
  session: Session | undefined;
  goToday: () => void;
}

/**
 * Where do we stand: the book as of a day, by use and by street; for whoever has a login also the targets, the ranking and what happens now.
 * The book is the ledger's, the rest is accountability's: where one of the two is away the other's panels live on.
 */
export function Board({ asOf, session, goToday }: BoardProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Opened | null>(null);
  const { figures, liveness } = useLiveSummary(asOf);
  const trouble = useTrouble(figures);
  const summary = figures.data;
  const insider = session?.authenticated === true ? session : undefined;

  return (
    <main>
      {summary?.registered.count === 0 && (
        <p className="notice" role="status">
          {t('empty')} {t('empty.remedy')}
        </p>
      )}
      <div className="figures">
        {summary && <Figures of={summary} />}
        {!summary && trouble && <Trouble error={trouble} asking={figures.isFetching} again={() => void figures.refetch()} />}
        {!summary && !trouble && <Skeleton lines={3} />}
        {insider && <YearTargetOf key={asOf} asOf={asOf} openFacts={setOpened} />}
      </div>
      <div className={insider ? 'columns inside' : 'columns'}>
        {insider && <TargetsAndRanking key={asOf} asOf={asOf} session={insider} openFacts={setOpened} />}
        {summary && <StreetTiles byStreet={summary.byStreet} ownOnly={session?.role === 'street'} />}
        {summary && <ByUse byUse={summary.byUse} />}
        {insider && <Feed asOf={asOf} goToday={goToday} />}
      </div>
      <Foot summary={summary} liveness={liveness} />
      {opened && <FactsSheet opened={opened} close={() => setOpened(null)} />}
    </main>
  );
}

/** Beside the book's figures once it is known; while it isn't, its panel below says why. */
function YearTargetOf({ asOf, openFacts }: { asOf: string; openFacts: OpenFacts }) {
  const { data } = useProgress(asOf);
  const target = data && yearTarget(data.targets, asOf);
  return target ? <YearTarget target={target} openFacts={openFacts} /> : null;
}

function TargetsAndRanking({ asOf, session, openFacts }: { asOf: string; session: Session; openFacts: OpenFacts }) {
  const { t } = useTranslation();
  const progress = useProgress(asOf);
  const ranking = useRanking(asOf);
  return (
    <>
      <Panel id="targets" title={t('targets')} note={t('targets.note')} query={progress} lines={9}>
        {({ targets }) => (
          <Targets targets={targets.filter((each) => each !== yearTarget(targets, asOf))} asOf={asOf} openFacts={openFacts} />
        )}
      </Panel>
      <Panel id="ranking" title={t('ranking')} note={t('ranking.note')} query={ranking} lines={15}>
        {(answer) => (
          <>
            <Ranking ranking={answer} session={session} openFacts={openFacts} />
            <p className="footnote">
              <a href={`/?page=rating&month=${asOf.slice(0, 7)}`}>{t('ranking.toRating')}</a>
            </p>
          </>
        )}
      </Panel>
    </>
  );
}

/** Followed on any date, since facts move its figures too; shown where now is what is looked at. */
function Feed({ asOf, goToday }: { asOf: string; goToday: () => void }) {
  const { t } = useTranslation();
  const { feed, liveness } = useFactFeed();
  const today = asOf === districtToday();
  return (
    <section aria-labelledby="feed" className="panel-feed" data-testid="feed">
      <h2 id="feed">
        {t('feed')} <em>{feed.data && today && <span className={`liveness ${liveness}`}>{t(liveness === 'live' ? 'live' : `feed.${liveness}`)}</span>}</em>
      </h2>
      {today ? (
        <Answer query={feed} lines={6}>
          {({ facts }) => <FactFeed facts={facts} />}
        </Answer>
      ) : (
        <p className="footnote">
          {t('feed.todayOnly')}{' '}
          <button type="button" className="link" onClick={goToday}>
            {t('today')}
          </button>
        </p>
      )}
    </section>
  );
}

function Foot({ summary, liveness }: { summary: Summary | undefined; liveness: Liveness }) {
  const { t } = useTranslation();
  return (
    <footer>
      <span>{t('demo')}</span>
      {summary && (
        <span data-testid="known-at" className={`liveness ${liveness}`}>
          {t(liveness)}
          {summary.recordedAt !== null &&
            ` · ${t('knownAt', {
              position: grouped(summary.knownAt),
              recordedAt: new Date(summary.recordedAt).toLocaleString(language() === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: 'Asia/Shanghai' }),
            })}`}
        </span>
      )}
    </footer>
  );
}
