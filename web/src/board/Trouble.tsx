import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/http';
import { LOGIN } from '../api/session';

const FORBIDDEN = 403;
const UNAUTHENTICATED = 401;

/** What a panel needs to know of a query, whole or by pages. */
export interface Question<T> {
  data: T | undefined;
  error: Error | null;
  isPending: boolean;
  isFetching: boolean;
  dataUpdatedAt: number;
  refetch: () => unknown;
}

/** What stands in the way of a question; it stays while the question is asked again, so that nothing flickers or is read out twice. */
export function useTrouble(query: Question<unknown>): Error | null {
  const [last, setLast] = useState<Error | null>(null);
  const now = query.error ?? (query.isPending ? last : null);
  if (now !== last) setLast(now);
  return now;
}

/** A refusal or failure as the service words it, what to do next, and its code small. What is merely not for this reader is said quietly. */
export function Trouble({ error, asking, again }: { error: Error; asking: boolean; again: () => void }) {
  const { t } = useTranslation();
  const problem = error instanceof Problem ? error : null;
  const notForYou = problem?.status === FORBIDDEN;
  return (
    <div className={notForYou ? 'trouble not-for-you' : 'trouble'} role={notForYou ? 'note' : 'alert'}>
      <p>
        <strong>{problem?.title ?? t('problem.network')}</strong>
      </p>
      {problem?.detail && <p>{problem.detail}</p>}
      <p>{problem ? problem.remedy : t('problem.network.remedy')}</p>
      {problem?.status === UNAUTHENTICATED && <a href={LOGIN}>{t('login')}</a>}
      {!notForYou && (
        <button type="button" onClick={again} disabled={asking}>
          {t(asking ? 'retrying' : 'retry')}
        </button>
      )}
      {problem && <p className="footnote">{problem.code}</p>}
    </div>
  );
}
