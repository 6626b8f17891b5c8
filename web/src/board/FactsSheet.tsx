import { useInfiniteQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Achieved, type FactUnder, factsUnder, type Place, type TargetProgress } from '../api/accountability';
import { grouped, reachedShare, signed } from '../format';
import { Answer } from './Panel';
import { State } from './State';
import { aimOf, amount, valueOf, wordingOf } from './target';
import { useStreetNames } from './useStreetNames';

/** A number whose facts are asked for: where they are listed, and what the number says. */
export interface Opened {
  title: string;
  address: string;
  target?: TargetProgress;
  place?: Place;
}

export type OpenFacts = (opened: Opened) => void;

/** The facts under a number, at the side of the board: the latest day first, page by page. */
export function FactsSheet({ opened, close }: { opened: Opened; close: () => void }) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const query = useInfiniteQuery({
    queryKey: ['facts-under', opened.address],
    queryFn: ({ pageParam }) => factsUnder(opened.address, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => dialog.current?.showModal(), []);

  return (
    <dialog
      ref={dialog}
      className="sheet-side"
      aria-labelledby="facts-title"
      onClose={close}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div className="sheet-body">
        <header>
          <h2 id="facts-title">{opened.title}</h2>
          <button type="button" onClick={() => dialog.current?.close()}>
            {t('close')}
          </button>
        </header>
        {opened.target && <OfTarget target={opened.target} />}
        {opened.place && <OfPlace place={opened.place} />}
        <h3>{t('facts')}</h3>
        <Answer query={query} lines={8}>
          {({ pages }) => {
            const facts = pages.flatMap((page) => page.items);
            return (
              <>
                {facts.length === 0 && <p className="footnote">{t('facts.none')}</p>}
                <ol className="facts">
                  {facts.map((fact) => (
                    <Line key={`${fact.fact}-${fact.position}-${fact.street}-${fact.kind}-${fact.areaM2}`} fact={fact} />
                  ))}
                </ol>
                {query.hasNextPage && (
                  <button type="button" onClick={() => void query.fetchNextPage()} disabled={query.isFetchingNextPage}>
                    {t(query.isFetchingNextPage ? 'loading' : 'more')}
                  </button>
                )}
              </>
            );
          }}
        </Answer>
      </div>
    </dialog>
  );
}

function Line({ fact }: { fact: FactUnder }) {
  const { t } = useTranslation();
  const nameOf = useStreetNames();
  const ofClock = fact.fact === null;
  return (
    <li>
      <span>{fact.ledgerNumber ?? t('facts.noNumber')}</span>
      <span className="amount">
        {fact.count !== 0 && `${signed(fact.count)} ${t('entries')} · `}
        {!ofClock && `${signed(fact.areaM2)} m²`}
      </span>
      <small>
        {fact.date} · {i18next.exists(`kind.${fact.kind}`) ? t(`kind.${fact.kind}`) : fact.kind} · {nameOf(fact.street)}
      </small>
      <small className="amount">{t(ofClock ? 'facts.positionOfClock' : 'facts.position', { position: grouped(fact.position) })}</small>
    </li>
  );
}

function OfTarget({ target }: { target: TargetProgress }) {
  const { t } = useTranslation();
  const { count, areaM2 } = target;
  return (
    <dl className="facts-head">
      <Term name={t('targets.state')}>
        <State of={target} />
      </Term>
      {target.wording && <Term name={t('wording')}>{wordingOf(target)}</Term>}
      <Term name={t('targets.reached')}>
        {valueOf(target)} / {aimOf(target)}
      </Term>
      {target.expected !== null && target.value !== null && <Term name={t('expected')}>{amount(target.unit, target.expected)}</Term>}
      {target.demolished && <Demolished of={target.demolished} />}
      {count && (
        <Term name={t('count')}>
          {grouped(count.done)} / {grouped(count.total)} · {reachedShare(count.share)}
        </Term>
      )}
      {areaM2 && (
        <Term name={t('area')}>
          {grouped(areaM2.done)} / {grouped(areaM2.total)} m² · {reachedShare(areaM2.share)}
        </Term>
      )}
      <Term name={t('asOf')}>{target.measuredOn}</Term>
      <Term name={t('dueLabel')}>{target.due}</Term>
    </dl>
  );
}

function OfPlace({ place }: { place: Place }) {
  const { t } = useTranslation();
  return (
    <dl className="facts-head">
      {place.rank !== null && <Term name={t('ranking.rank')}>{place.rank}</Term>}
      {place.progress !== null && <Term name={t('ranking.progress')}>{reachedShare(place.progress)}</Term>}
      {place.demolished && <Demolished of={place.demolished} />}
      {place.expectedM2 !== null && <Term name={t('expected')}>{grouped(place.expectedM2)} m²</Term>}
      {place.part !== null && <Term name={t('ranking.part')}>{grouped(place.part)} m²</Term>}
    </dl>
  );
}

/** How a demolished area comes about: nothing of it is estimated. */
function Demolished({ of }: { of: Achieved }) {
  const { t } = useTranslation();
  return (
    <Term name={t('demolished')}>
      {grouped(of.netM2)} m²
      <small>{t('demolished.parts', { onLedger: grouped(of.onLedgerM2), fresh: grouped(of.newM2), takenBack: grouped(of.takenBackM2) })}</small>
    </Term>
  );
}

function Term({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
