import i18next from 'i18next';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownFact } from '../api/accountability';
import { districtTime, grouped } from '../format';
import { keyOf, SHOWN } from './useFactFeed';
import { useStreetNames } from './useStreetNames';

/** However much happens, an ear hears of it this often. */
const ANNOUNCE_MILLIS = 20_000;

/** What happens now, a line each. It stands still under the pointer and under the focus, so that a line can be read to its end. */
export function FactFeed({ facts }: { facts: ShownFact[] }) {
  const { t } = useTranslation();
  const nameOf = useStreetNames();
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const [held, setHeld] = useState(facts);
  const paused = hovered || focused;
  if (!paused && held !== facts) setHeld(facts);
  const shown = paused ? held : facts;
  const waiting = facts.filter((fact) => !shown.some((each) => keyOf(each) === keyOf(fact))).length;

  if (facts.length === 0) return <p className="footnote">{t('feed.none')}</p>;
  return (
    <>
      <ol
        className="feed"
        tabIndex={0}
        aria-labelledby="feed"
        onPointerEnter={() => setHovered(true)}
        onPointerLeave={() => setHovered(false)}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      >
        {shown.map((fact) => (
          <li key={keyOf(fact)}>
            <time dateTime={fact.recordedAt} title={t('feed.occurredOn', { date: fact.occurredOn })}>
              {districtTime(fact.recordedAt)}
            </time>
            <b>{nameOf(fact.street)}</b>
            <span title={fact.ledgerNumber ?? undefined}>{whatHappened(fact)}</span>
            <span className="amount">{fact.areaM2 !== null && `${grouped(fact.areaM2)} m²`}</span>
          </li>
        ))}
      </ol>
      <p className="footnote">
        {paused ? t('feed.paused', { count: waiting, number: waiting >= SHOWN ? `${SHOWN}+` : waiting }) : t('feed.pauses')}
      </p>
      <Announcement facts={facts} />
    </>
  );
}

function whatHappened(fact: ShownFact): string {
  return i18next.exists(`fact.${fact.type}`) ? i18next.t(`fact.${fact.type}`) : fact.type;
}

/** Tells an ear how many facts came since it was last told, rarely, and never reads the list out. */
function Announcement({ facts }: { facts: ShownFact[] }) {
  const { t } = useTranslation();
  const [said, setSaid] = useState('');
  const told = useRef(new Set(facts.map(keyOf)));
  const latest = useRef(facts);
  latest.current = facts;
  useEffect(() => {
    const timer = setInterval(() => {
      const fresh = latest.current.filter((fact) => !told.current.has(keyOf(fact)));
      if (fresh.length === 0) return;
      told.current = new Set(latest.current.map(keyOf));
      setSaid(t('feed.arrived', { count: fresh.length, number: fresh.length >= SHOWN ? `${SHOWN}+` : fresh.length }));
    }, ANNOUNCE_MILLIS);
    return () => clearInterval(timer);
  }, [t]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {said}
    </p>
  );
}
