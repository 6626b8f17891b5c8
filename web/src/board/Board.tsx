import { useTranslation } from 'react-i18next';
import { Problem } from '../api/http';
import type { Session } from '../api/session';
import { grouped } from '../format';
import { language } from '../i18n';
import { ByUse } from './ByUse';
import { Figures } from './Figures';
import { StreetTiles } from './StreetTiles';
import { useLiveSummary } from './useLiveSummary';

/** Where do we stand: the book as of a day, by use and by street. */
export function Board({ asOf, session }: { asOf: string; session: Session | undefined }) {
  const { t } = useTranslation();
  const { figures, liveness } = useLiveSummary(asOf);

  if (figures.isError) return <Trouble error={figures.error} again={() => void figures.refetch()} />;
  const summary = figures.data;
  if (!summary) return <p className="loading" role="status">{t('loading')}</p>;

  return (
    <main>
      {summary.registered.count === 0 && (
        <p className="notice" role="status">
          {t('empty')} {t('empty.remedy')}
        </p>
      )}
      <Figures of={summary} />
      <div className="columns">
        <ByUse byUse={summary.byUse} />
        <StreetTiles byStreet={summary.byStreet} ownOnly={session?.role === 'street'} />
      </div>
      <footer>
        <span>{t('demo')}</span>
        <span data-testid="known-at" className={`liveness ${liveness}`}>
          {t(liveness)}
          {summary.recordedAt !== null &&
            ` · ${t('knownAt', {
              position: grouped(summary.knownAt),
              recordedAt: new Date(summary.recordedAt).toLocaleString(language() === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: 'Asia/Shanghai' }),
            })}`}
        </span>
      </footer>
    </main>
  );
}

function Trouble({ error, again }: { error: Error; again: () => void }) {
  const { t } = useTranslation();
  const problem = error instanceof Problem ? error : null;
  return (
    <main className="trouble" role="alert">
      <h2>{problem?.title ?? t('problem.network')}</h2>
      {problem?.detail && <p>{problem.detail}</p>}
      <p>{problem ? problem.remedy : t('problem.network.remedy')}</p>
      <button type="button" onClick={again}>
        {t('retry')}
      </button>
      {problem && <p className="footnote">{problem.code}</p>}
    </main>
  );
}
