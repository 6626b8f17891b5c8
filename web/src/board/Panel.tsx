import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { districtTime } from '../format';
import { type Question, Trouble, useTrouble } from './Trouble';

interface PanelProps<T> {
  id: string;
  title: string;
  note?: string | undefined;
  query: Question<T>;
  /** How many lines come, as far as one can tell: loading keeps their shape. */
  lines: number;
  children: (data: T) => ReactNode;
}

/** One question of the board with its answer, and with its own trouble: where its service is away, the rest of the page lives on. */
export function Panel<T>({ id, title, note, query, lines, children }: PanelProps<T>) {
  return (
    <section aria-labelledby={id} className={`panel-${id}`} data-testid={id}>
      <h2 id={id}>
        {title} {note && <em>{note}</em>}
      </h2>
      <Answer query={query} lines={lines}>
        {children}
      </Answer>
    </section>
  );
}

/** What came, what stands in its way, or its shape while it is on its way. */
export function Answer<T>({ query, lines, children }: Pick<PanelProps<T>, 'query' | 'lines' | 'children'>) {
  const { t } = useTranslation();
  const trouble = useTrouble(query);
  if (query.data !== undefined) {
    return (
      <>
        {trouble && <p className="footnote stale">{t('stale', { time: districtTime(query.dataUpdatedAt) })}</p>}
        {children(query.data)}
      </>
    );
  }
  if (trouble) return <Trouble error={trouble} asking={query.isFetching} again={() => void query.refetch()} />;
  return <Skeleton lines={lines} />;
}

export function Skeleton({ lines }: { lines: number }) {
  const { t } = useTranslation();
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{t('loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} />
      ))}
    </div>
  );
}
