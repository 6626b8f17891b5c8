import { useTranslation } from 'react-i18next';

/** Up, down or unmoved by sign for the eye and in words for the ear. */
export function Movement({ ranks }: { ranks: number | null }) {
  const { t } = useTranslation();
  if (ranks === null) return null;
  const word = ranks > 0 ? 'ranking.up' : ranks < 0 ? 'ranking.down' : 'ranking.same';
  return (
    <>
      <span aria-hidden>{ranks === 0 ? '–' : `${ranks > 0 ? '▲' : '▼'}${Math.abs(ranks)}`}</span>
      <span className="visually-hidden">{t(word, { count: Math.abs(ranks) })}</span>
    </>
  );
}
