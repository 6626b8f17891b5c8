import type { FactUnder } from './accountability';
import { get, post } from './http';

export type Part = 'DEMOLISHED_AREA' | 'NEW_VIOLATIONS' | 'SPECIAL_TASKS' | 'RELAPSE' | 'PUBLIC_REPORTS' | 'PROCEDURE';

/** NO_DATA: no facts tell it, which is not zero. NOTHING_TO_REACH: nothing was expected. TOO_FEW: too few cases for a rate. */
export type LineStatus = 'COUNTED' | 'NO_DATA' | 'NOTHING_TO_REACH' | 'TOO_FEW';

export interface RatedPart {
  part: Part;
  /** Null where no line of it counts. */
  points: number | null;
  counted: number;
  of: number;
  /** An appeal was upheld: the points are not the sum of the lines'. */
  corrected: boolean;
}

export interface Note {
  kind: 'LATE' | 'CARRIED' | 'APART';
  netM2: number;
  closings: number;
  relapses: number;
  clocks: { kept: number; judged: number };
  factsAt: string;
}

export interface RatedStreet {
  rank: number | null;
  street: string;
  name: string;
  group: string;
  groupRank: number | null;
  unranked: 'TOO_FEW_ENTRIES' | 'TOO_LITTLE_DATA' | null;
  /** Points of what there was to get, of a hundred. */
  score: number | null;
  points: number;
  counted: number;
  /** The score less that of the freeze before. */
  improvedBy: number | null;
  /** Against the same freeze; negative where ranks were lost. Only in the table. */
  ranksGained: number | null;
  parts: RatedPart[];
  notes: Note[];
}

export interface Appeal {
  appeal: string;
  street: string;
  part: Part;
  filedOn: string;
  outcome: 'PENDING' | 'UPHELD' | 'REJECTED';
  decidedOn: string | null;
}

export interface RatingTable {
  month: string;
  state: 'PREVIEW' | 'FROZEN';
  version: number | null;
  versions: number | null;
  asOf: string;
  knownAt: number;
  of: number;
  frozenOn: string | null;
  appealUntil: string | null;
  hash: string | null;
  streets: RatedStreet[];
  appeals: Appeal[];
}

export interface ExplainedLine {
  measure: string;
  status: LineStatus;
  points: number | null;
  of: number;
  /** Filled with the numbers. */
  formula: string | null;
  facts: FactUnder[];
  factsAt: string | null;
  tasks: { target: string; reached: number; expected: number; rate: number; factsAt: string }[];
}

export interface Explained extends Omit<RatedStreet, 'parts' | 'ranksGained'> {
  month: string;
  asOf: string;
  parts: (RatedPart & { lines: ExplainedLine[] })[];
  appeals: { appeal: Appeal; reason: string | null; decision: string | null; points: number | null }[];
}

export interface Verification {
  hash: string;
  recomputed: string;
  sameHash: boolean;
  sameTable: boolean;
}

const ROOT = '/api/v1/accountability/ratings';
const ofVersion = (version: number | null) => (version === null ? '' : `?version=${version}`);

export const ratingTable = (month: string, version: number | null) => get<RatingTable>(`${ROOT}/${month}${ofVersion(version)}`);
export const explained = (month: string, street: string, version: number | null) =>
  get<Explained>(`${ROOT}/${month}/${street}/explain${ofVersion(version)}`);
export const verification = (month: string, version: number | null) => get<Verification>(`${ROOT}/${month}/verification${ofVersion(version)}`);
export const fileAppeal = (month: string, street: string, part: Part, reason: string) =>
  post(`${ROOT}/${month}/appeals`, { street, part, reason });
