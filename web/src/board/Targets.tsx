import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Met, TargetProgress } from '../api/accountability';
import { dayOf, reachedShare, yearOf } from '../format';
import type { OpenFacts } from './FactsSheet';
import { State } from './State';
import { aimOf, grouping, type TargetGroup, titleOf, valueOf, wordingOf } from './target';

interface TargetsProps {
  targets: TargetProgress[];
  asOf: string;
  openFacts: OpenFacts;
}

/** The plan's other targets, in the words of the plan: what runs over years, then year by year, the date's own year open. */
export function Targets({ targets, asOf, openFacts }: TargetsProps) {
  const { t } = useTranslation();
  const groups = grouping(targets);
  const years = groups.flatMap((group) => group.year ?? []);
  const open = years.includes(yearOf(asOf)) ? yearOf(asOf) : Math.max(...years);
  if (targets.length === 0) return <p className="footnote">{t('targets.none')}</p>;
  return groups.map((group) =>
    group.year === null ? (
      <Lines key="years" group={group} openFacts={openFacts} />
    ) : (
      <details key={`${group.year}-${open}`} className="target-year" open={group.year === open}>
        <summary>
          <b>{t('targets.due', { year: group.year })}</b> <span className="quiet">{tally(group, t)}</span>
        </summary>
        <Lines group={group} openFacts={openFacts} />
      </details>
    ),
  );
}

const TALLIED: Met[] = ['YES', 'NEEDS_DECISION', 'NO_DATA'];

/** Said of a folded year: how many there are, and how they stand. */
function tally(group: TargetGroup, t: TFunction): string {
  const parts = TALLIED.map((met) => ({ met, count: group.targets.filter((each) => each.met === met).length }))
    .filter(({ count }) => count > 0)
    .map(({ met, count }) => `${t(`met.${met}`)} ${count}`);
  return [t('targets.count', { count: group.targets.length }), ...parts].join(' · ');
}

/** An area's unit stands with its target, on the same line. */
const withoutUnit = (target: TargetProgress) =>
  target.unit === 'AREA_M2' && target.value !== null ? valueOf(target).split(' ')[0] : valueOf(target);

function Lines({ group, openFacts }: { group: TargetGroup; openFacts: OpenFacts }) {
  const { t } = useTranslation();
  return (
    <table className="targets">
      <colgroup>
        <col />
        <col className="reached" />
        <col className="standing" />
      </colgroup>
      <thead className="visually-hidden">
        <tr>
          <th>{t('targets.name')}</th>
          <th>{t('targets.reached')}</th>
          <th>{t('targets.state')}</th>
        </tr>
      </thead>
      <tbody>
        {group.targets.map((target) => (
          <tr key={target.id} data-testid={`target-${target.id}`}>
            <th scope="row">
              <button
                type="button"
                className="link opens"
                title={target.name}
                onClick={() => openFacts({ title: titleOf(target), address: target.facts, target })}
              >
                {titleOf(target)}
              </button>{' '}
              {target.wording && <span className="wording">{wordingOf(target)}</span>}
            </th>
            <td>
              <span className={target.value === null ? 'quiet' : ''}>{withoutUnit(target)}</span> <span className="quiet">/ {aimOf(target)}</span>
              {target.share !== null && target.unit !== 'SHARE' && <small>{reachedShare(target.share)}</small>}
              {target.relapses !== null && target.relapses > 0 && <small>{t('relapses', { count: target.relapses })}</small>}
            </td>
            <td>
              <State of={target} />
              <small>{t('due', { date: group.year === null ? target.due : dayOf(target.due) })}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
