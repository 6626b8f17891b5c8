import { useTranslation } from 'react-i18next';
import type { TargetProgress } from '../api/accountability';
import { SIGN, stateOf } from './target';

/** How a target stands, by sign and word; what a person decided is said to be so. */
export function State({ of }: { of: TargetProgress }) {
  const { t } = useTranslation();
  return (
    <>
      <span className={`state ${of.met}`}>
        <span aria-hidden>{SIGN[of.met]} </span>
        {stateOf(of)}
      </span>
      {of.decision && <small>{t('met.decided', { on: of.decision.on })}</small>}
    </>
  );
}
