import type { ClockState, MilestoneProgress, ShownClock, ShownMilestone } from '../api/clocks';

/** Beside the word, so that no state is told by colour alone. */
export const STATE_SIGN: Record<ClockState, string> = {
  OVER: '!',
  RUNNING: '▶',
  PAUSED: 'Ⅱ',
  KEPT: '✓',
  LATE: '✕',
  VOID: '–',
};

export const PROGRESS_SIGN: Record<MilestoneProgress, string> = { AHEAD: '○', IN_TIME: '✓', LATE: '✕', OVER: '!' };

const ORDER: ClockState[] = ['OVER', 'RUNNING', 'PAUSED', 'LATE', 'KEPT', 'VOID'];

/** Whether its seconds run on. */
const runs = (clock: ShownClock) => clock.pausedSince === null && clock.stoppedAt === null;

/** The clock as it is so many seconds after it was told: what runs out in between is over. */
export function after(clock: ShownClock, seconds: number): ShownClock {
  if (!runs(clock)) return clock;
  const remainingSeconds = clock.remainingSeconds === null ? null : clock.remainingSeconds - seconds;
  return {
    ...clock,
    ranSeconds: clock.ranSeconds + seconds,
    remainingSeconds,
    state: clock.state === 'RUNNING' && remainingSeconds !== null && remainingSeconds < 0 ? 'OVER' : clock.state,
    milestones: clock.milestones.map((milestone) => milestoneAfter(milestone, seconds)),
  };
}

function milestoneAfter(milestone: ShownMilestone, seconds: number): ShownMilestone {
  if (milestone.remainingSeconds === null) return milestone;
  const remainingSeconds = milestone.remainingSeconds - seconds;
  return {
    ...milestone,
    remainingSeconds,
    progress: milestone.progress === 'AHEAD' && remainingSeconds < 0 ? 'OVER' : milestone.progress,
  };
}

/** What needs a person first: what is over, then what runs out soonest; what has stopped comes last, the latest first. */
export function byNeed(a: ShownClock, b: ShownClock): number {
  return (
    ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
    (a.remainingSeconds ?? 0) - (b.remainingSeconds ?? 0) ||
    (b.stoppedAt ?? '').localeCompare(a.stoppedAt ?? '') ||
    a.violation.localeCompare(b.violation)
  );
}

/** 59:58; over an hour 1:02:03. Without a sign: whether it is left or over is said in words. */
export function duration(seconds: number): string {
  const whole = Math.abs(Math.trunc(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${two(minutes)}:${two(whole % 60)}`;
}
