import { useTranslation } from 'react-i18next';
import type { ShownClock, ShownMilestone } from '../api/clocks';
import { LOGIN, type Session } from '../api/session';
import { Answer, Skeleton } from '../board/Panel';
import { useStreetNames } from '../board/useStreetNames';
import { districtTime } from '../format';
import { after, byNeed, duration, PROGRESS_SIGN, STATE_SIGN } from './clock';
import { type Received, useClocks, useSecondsSince } from './useClocks';

/** 1小时快拆: which new constructions have to go within the hour, how long is left, and what comes next. */
export function Clocks({ session }: { session: Session | undefined }) {
  const { t } = useTranslation();
  return (
    <main>
      {session === undefined ? (
        <Skeleton lines={3} />
      ) : session.authenticated ? (
        <Live ownOnly={session.role === 'street'} />
      ) : (
        <p className="notice" role="status">
          {t('clocks.login')} <a href={LOGIN}>{t('login')}</a>
        </p>
      )}
    </main>
  );
}

function Live({ ownOnly }: { ownOnly: boolean }) {
  const { t } = useTranslation();
  const { clocks, liveness } = useClocks();
  return (
    <section aria-labelledby="clocks" className="panel-clocks" data-testid="clocks">
      <h2 id="clocks">
        {t('clocks')}{' '}
        <em>
          {t('clocks.note')} {clocks.data && <span className={`liveness ${liveness}`}>{t(liveness === 'live' ? 'live' : `feed.${liveness}`)}</span>}
        </em>
      </h2>
      <Answer query={clocks} lines={6}>
        {(received) => <Running received={received} />}
      </Answer>
      {ownOnly && <p className="footnote">{t('streets.own')}</p>}
    </section>
  );
}

function Running({ received }: { received: Received }) {
  const { t } = useTranslation();
  const seconds = useSecondsSince(received.receivedMillis);
  const clocks = received.board.clocks.map((clock) => after(clock, seconds)).sort(byNeed);
  const count = (...states: string[]) => clocks.filter(({ state }) => states.includes(state)).length;
  const summary = t('clocks.summary', { running: count('RUNNING', 'PAUSED'), over: count('OVER'), kept: count('KEPT'), late: count('LATE') });
  if (clocks.length === 0) return <p className="footnote">{t('clocks.none')}</p>;
  return (
    <>
      {/* Changes only with a state, not with each second: that is what an ear hears. */}
      <p aria-live="polite" data-testid="clocks-summary">
        {summary}
      </p>
      <ul className="clocks">
        {clocks.map((clock) => (
          <Clock key={clock.violation} clock={clock} />
        ))}
      </ul>
      {received.board.more && <p className="footnote">{t('clocks.more')}</p>}
    </>
  );
}

function Clock({ clock }: { clock: ShownClock }) {
  const { t } = useTranslation();
  const nameOf = useStreetNames();
  return (
    <li className={`clock ${clock.state}`} data-testid={`clock-${clock.violation}`}>
      <h3>
        {nameOf(clock.street)} <small>{clock.ledgerNumber}</small>
      </h3>
      <p className="state">
        <span aria-hidden>{STATE_SIGN[clock.state]} </span>
        {t(`clock.${clock.state}`)}
      </p>
      <p className="countdown" role="timer">
        {clock.remainingSeconds === null ? (
          <>
            <b>{duration(clock.ranSeconds)}</b> <small>{t('clocks.ran')}</small>
          </>
        ) : (
          <>
            <b>{duration(clock.remainingSeconds)}</b> <small>{t(clock.remainingSeconds < 0 ? 'clocks.over' : 'clocks.left')}</small>
          </>
        )}
      </p>
      <p className="footnote">
        {t('clocks.confirmedAt', { time: districtTime(clock.confirmedAt) })}
        {clock.pausedSince !== null && ` · ${t('clocks.pausedSince', { time: districtTime(clock.pausedSince) })}`}
      </p>
      <ol className="milestones">
        {clock.milestones.map((milestone) => (
          <Milestone key={milestone.milestone} milestone={milestone} />
        ))}
      </ol>
    </li>
  );
}

function Milestone({ milestone }: { milestone: ShownMilestone }) {
  const { t } = useTranslation();
  return (
    <li className={milestone.progress}>
      <span aria-hidden>{PROGRESS_SIGN[milestone.progress]} </span>
      <b>{t(`milestone.${milestone.milestone}`)}</b> <span>{t(`progress.${milestone.progress}`)}</span>
      <small>
        {milestone.reachedAt !== null
          ? districtTime(milestone.reachedAt)
          : milestone.remainingSeconds !== null
            ? t(milestone.remainingSeconds < 0 ? 'clocks.overBy' : 'clocks.leftOf', { time: duration(milestone.remainingSeconds) })
            : ''}
        {milestone.told && milestone.progress === 'IN_TIME' && ` · ${t('clocks.toldAsMissed')}`}
      </small>
    </li>
  );
}
