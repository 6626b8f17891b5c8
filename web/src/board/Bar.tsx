/**
 * How much of a whole, with a mark where it would be by now if it came evenly. It repeats what stands beside it in figures,
 * so it is hidden from screen readers.
 *
 * @param reached and expected as fractions of the bar's length; the mark is left out where that means nothing
 */
export function Bar({ reached, expected }: { reached: number; expected: number | null }) {
  const clamped = (fraction: number) => `${Math.min(1, Math.max(0, fraction)) * 100}%`;
  return (
    <div className={expected !== null && reached < expected ? 'progress behind' : 'progress'} aria-hidden>
      <div className="reached" style={{ width: clamped(reached) }} />
      {expected !== null && <div className="expected" style={{ left: clamped(expected) }} />}
    </div>
  );
}
