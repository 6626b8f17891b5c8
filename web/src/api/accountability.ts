import { get } from './http';

/** The unit of a target's value: square metres, a number of things, a share of one, or 1 for yes. */
export type Unit = 'AREA_M2' | 'COUNT' | 'SHARE' | 'YES_NO';

/** NEEDS_DECISION: the wording leaves it to a person. NO_DATA: there are no facts to tell it from, which is not zero. */
export type Met = 'YES' | 'NO' | 'NEEDS_DECISION' | 'NO_DATA';

/** What was demolished in a period, in square metres; what counts is {@link netM2}. */
export interface Achieved {
  onLedgerM2: number;
  newM2: number;
  takenBackM2: number;
  netM2: number;
}

export interface TargetProgress {
  id: string;
  /** As the plan words it, in Chinese. */
  name: string;
  metric: string;
  unit: Unit;
  operator: '>' | '>=' | '=';
  target: number | null;
  from: string | null;
  due: string;
  wording: string | null;
  /** The day of the figures: not after the target's last day. */
  measuredOn: string;
  met: Met;
  value: number | null;
  /** Of the target, or the share that is the value; rounded towards zero. */
  share: number | null;
  /** What would be reached by now if it came evenly over time. */
  expected: number | null;
  demolished: Achieved | null;
  count: { done: number; total: number; share: number } | null;
  areaM2: { done: number; total: number; share: number } | null;
  relapses: number | null;
  decision: { met: boolean; on: string } | null;
  /** The address of the facts under the number. */
  facts: string;
}

export interface Progress {
  asOf: string;
  knownAt: number;
  targets: TargetProgress[];
}

export interface Place {
  street: string;
  name: string;
  /** Equal streets share it. Null without a part to be held against. */
  rank: number | null;
  /** Ranks gained since a month before; null where either day has no rank. */
  movement: number | null;
  part: number | null;
  expectedM2: number | null;
  /** Net demolished over expected: 1 is on time. */
  progress: number | null;
  demolished: Achieved | null;
  facts: string | null;
}

export interface Ranking {
  asOf: string;
  knownAt: number;
  /** Null if the year has no demolition target. */
  target: string | null;
  partsSet: boolean;
  streets: Place[];
}

/** A fact and what it adds to a number, or takes off. */
export interface FactUnder {
  violation: string;
  ledgerNumber: string | null;
  street: string;
  date: string;
  kind: string;
  areaM2: number;
  count: number;
  /** Null for a one-hour clock: its position is one of the demolition service's log. */
  fact: string | null;
  position: number;
}

/** A fact as the live feed shows it. */
export interface ShownFact {
  service: string;
  epoch: string;
  position: number;
  type: string;
  street: string;
  ledgerNumber: string | null;
  areaM2: number | null;
  occurredOn: string;
  recordedAt: string;
}

interface Page<T> {
  items: T[];
  next: string | null;
}

const ROOT = '/api/v1/accountability';
const asked = (asOf: string) => new URLSearchParams({ asOf }).toString();

export const progress = (asOf: string) => get<Progress>(`${ROOT}/progress?${asked(asOf)}`);
export const ranking = (asOf: string) => get<Ranking>(`${ROOT}/ranking?${asked(asOf)}`);

/** A page of the facts under a number, by the address that came with it. */
export function factsUnder(address: string, cursor: string | null): Promise<Page<FactUnder>> {
  const url = new URL(address, window.location.origin);
  url.searchParams.set('limit', '50');
  if (cursor !== null) url.searchParams.set('cursor', cursor);
  return get(url.pathname + url.search);
}

/** The last facts, the latest first, and from where the stream goes on behind them. */
export const lastFacts = (limit: number) => get<Page<ShownFact> & { latest: string | null }>(`${ROOT}/facts?limit=${limit}`);
export const factStream = (after: string | null) =>
  `${ROOT}/facts/stream${after === null ? '' : `?${new URLSearchParams({ after })}`}`;
