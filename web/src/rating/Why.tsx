import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactUnder } from '../api/accountability';
import { type Explained, type ExplainedLine, explained, fileAppeal, type Part, type RatingTable } from '../api/ratings';
import type { Session } from '../api/session';
import { FactsSheet, type OpenFacts, type Opened } from '../board/FactsSheet';
import { Answer } from '../board/Panel';
import { Trouble } from '../board/Trouble';
import { useStreetNames } from '../board/useStreetNames';
import { districtToday, grouped, reachedShare, signed } from '../format';
import { PartBar } from './PartBar';

interface WhyProps {
  table: RatingTable;
  street: string;
  version: number | null;
  session: Session;
  back: () => void;
}

/** Why a street has its score: each part with its lines worked out, what was missing to all points, and the facts under each number. */
export function Why({ table, street, version, session, back }: WhyProps) {
  const { t } = useTranslation();
  const nameOf = useStreetNames();
  const [opened, setOpened] = useState<Opened | null>(null);
  const query = useQuery({ queryKey: ['rating-why', table.month, street, version], queryFn: () => explained(table.month, street, version) });
  return (
    <section className="why" data-testid="why" aria-labelledby="why">
      <button type="button" className="link" onClick={back}>
        ← {t('rating.back')}
      </button>
      <h2 id="why">{t('rating.why', { street: nameOf(street, query.data?.name) })}</h2>
      <Answer query={query} lines={10}>
        {(found) => (
          <>
            <p className="why-score">
              <small>{t('rating.score')}</small>{' '}
              <strong>{found.score === null ? t('noData') : found.score.toFixed(2)}</strong>{' '}
              {t('rating.pointsOf', { points: grouped(found.points), of: grouped(found.counted) })}
              {found.rank !== null && ` · ${t('ranking.rank')} ${found.rank}`}
              {found.unranked && ` · ${t('rating.unranked')}: ${t(`rating.${found.unranked}`)}`}
            </p>
            {found.notes.map((note) => (
              <p key={note.kind} className="footnote">
                {t(`rating.note.${note.kind}`, {
                  net: grouped(note.netM2),
                  closings: note.closings,
                  relapses: note.relapses,
                  kept: note.clocks.kept,
                  judged: note.clocks.judged,
                })}{' '}
                <button type="button" className="link" onClick={() => setOpened({ title: t('rating.entryFacts'), address: note.factsAt })}>
                  {t('rating.allFacts')}
                </button>
              </p>
            ))}
            {found.parts.map((part) => (
              <section key={part.part} className="why-part" data-testid={`part-${part.part}`}>
                <ul className="parts">
                  <PartBar of={part} />
                </ul>
                {part.lines.map((line) => (
                  <Line key={line.measure} of={line} openFacts={setOpened} />
                ))}
              </section>
            ))}
            <Appeals of={found} table={table} session={session} />
          </>
        )}
      </Answer>
      {opened && <FactsSheet opened={opened} close={() => setOpened(null)} />}
    </section>
  );
}

function Line({ of, openFacts }: { of: ExplainedLine; openFacts: OpenFacts }) {
  const { t } = useTranslation();
  const title = t(`measure.${of.measure}`);
  const missing = of.points === null ? 0 : of.of - of.points;
  return (
    <div className="why-line">
      <h3>{title}</h3>
      {of.points === null ? (
        <p className="quiet">{t(`line.${of.status}`)}</p>
      ) : (
        <p>
          <code>{of.formula}</code> <small>{missing > 0 ? t('rating.gap', { points: grouped(missing) }) : t('rating.noMore')}</small>
        </p>
      )}
      {of.tasks.length > 0 && (
        <ul className="facts" aria-label={t('rating.tasks')}>
          {of.tasks.map((task) => (
            <li key={task.target}>
              <button type="button" className="link opens" onClick={() => openFacts({ title: task.target, address: task.factsAt })}>
                {task.target}
              </button>
              <span className="amount">{reachedShare(task.rate)}</span>
            </li>
          ))}
        </ul>
      )}
      {of.facts.length > 0 && (
        <details>
          <summary>
            {t('rating.entryFacts')} ({of.facts.length})
          </summary>
          <ol className="facts">
            {of.facts.map((fact) => (
              <Fact key={`${fact.position} ${fact.kind} ${fact.areaM2}`} of={fact} />
            ))}
          </ol>
          {of.factsAt !== null && (
            <button type="button" className="link" onClick={() => openFacts({ title, address: of.factsAt ?? '' })}>
              {t('rating.allFacts')}
            </button>
          )}
        </details>
      )}
    </div>
  );
}

function Fact({ of }: { of: FactUnder }) {
  const { t } = useTranslation();
  return (
    <li>
      <span>
        {of.ledgerNumber ?? t('facts.noNumber')} <small>{of.date}</small>
      </span>
      <span className="amount">
        {i18next.exists(`kind.${of.kind}`) ? t(`kind.${of.kind}`) : of.kind}
        {of.areaM2 !== 0 && ` ${signed(of.areaM2)} m²`}
      </span>
    </li>
  );
}

function Appeals({ of, table, session }: { of: Explained; table: RatingTable; session: Session }) {
  const { t } = useTranslation();
  const until = table.appealUntil;
  const mayFile = session.role === 'street' && session.streets?.includes(of.street) === true && until !== null && districtToday() <= until;
  return (
    <section className="why-part" data-testid="appeals">
      <h3>{t('appeals')}</h3>
      {of.appeals.length === 0 && <p className="quiet">{t('appeal.none')}</p>}
      <ul className="facts">
        {of.appeals.map(({ appeal, reason, decision, points }) => (
          <li key={appeal.appeal}>
            <span>
              {t(`rating.part.${appeal.part}`)} <small>{appeal.filedOn}</small>
            </span>
            <span className="amount">
              {t(`appeal.${appeal.outcome}`)}
              {points !== null && t('appeal.points', { points: grouped(points) })} <small>{appeal.decidedOn}</small>
            </span>
            <small>{[reason, decision].filter(Boolean).join(' → ')}</small>
          </li>
        ))}
      </ul>
      {mayFile && <AppealForm of={of} until={until} />}
    </section>
  );
}

function AppealForm({ of, until }: { of: Explained; until: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const left = of.parts.filter(({ part, points }) => points !== null && !of.appeals.some(({ appeal }) => appeal.part === part));
  const [part, setPart] = useState<Part | undefined>(left[0]?.part);
  const [reason, setReason] = useState('');
  const filing = useMutation({
    mutationFn: (chosen: Part) => fileAppeal(of.month, of.street, chosen, reason),
    onSuccess: () => client.invalidateQueries({ queryKey: ['rating-why', of.month, of.street] }),
  });
  if (filing.isSuccess) return <p role="status">✓ {t('appeal.filed')}</p>;
  if (part === undefined) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    filing.mutate(part);
  };
  return (
    <form className="appeal-form" onSubmit={submit}>
      <p className="footnote">{t('appeal.until', { date: until })}</p>
      <label>
        {t('appeal.part')}{' '}
        <select value={part} onChange={(event) => setPart(event.target.value as Part)}>
          {left.map((each) => (
            <option key={each.part} value={each.part}>
              {t(`rating.part.${each.part}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('appeal.reason')} <textarea required rows={3} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      <button type="submit" disabled={filing.isPending}>
        {t('appeal.file')}
      </button>
      {filing.error && <Trouble error={filing.error} asking={filing.isPending} again={() => filing.mutate(part)} />}
    </form>
  );
}
