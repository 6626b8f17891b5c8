import { get } from './http';

export type ClockState = 'RUNNING' | 'PAUSED' | 'OVER' | 'KEPT' | 'LATE' | 'VOID';
export type MilestoneProgress = 'AHEAD' | 'IN_TIME' | 'LATE' | 'OVER';

export interface ShownMilestone {
  milestone: 'DISPATCHED' | 'ON_SITE' | 'STOPPED' | 'REMOVED';
  progress: MilestoneProgress;
  /** Null where the rules give it no time of its own. */
  limitMinutes: number | null;
  reachedAt: string | null;
  dueAt: string | null;
  /** At the time of the answer; below zero once it is over, null once it is reached. */
  remainingSeconds: number | null;
  /** As missed, which stands also where it turned out to have been in time. */
  told: boolean;
}

export interface ShownClock {
  violation: string;
  ledgerNumber: string;
  street: string;
  confirmedAt: string;
  state: ClockState;
  ranSeconds: number;
  /** Of the hour, at the time of the answer; below zero once it is over, null once the clock has stopped. */
  remainingSeconds: number | null;
  pausedSince: string | null;
  stoppedAt: string | null;
  milestones: ShownMilestone[];
}

/** The clocks that run and those of today; at most some hundred. */
export interface ClockBoard {
  at: string;
  position: number;
  clocks: ShownClock[];
  more: boolean;
}

const CLOCKS = '/api/v1/demolition/clocks';

export const clockBoard = () => get<ClockBoard>(CLOCKS);
export const clockStream = () => `${CLOCKS}/stream`;
