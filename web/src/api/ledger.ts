import { get } from './http';

export interface Figure {
  count: number;
  areaM2: number;
}

export const MEASURES = ['registered', 'cleared', 'remaining'] as const;
export type Measure = (typeof MEASURES)[number];

export type Use = 'RESIDENTIAL' | 'STORAGE' | 'COMMERCIAL' | 'OFFICE' | 'OTHER';

/** The district's figures as of a business date, as far as they were known at a position of the ledger. */
export interface Summary extends Record<Measure, Figure> {
  asOf: string;
  knownAt: number;
  recordedAt: string | null;
  byUse: (Figure & { use: Use; share: number })[];
  /** Null for whoever may not see figures by street. */
  byStreet: (Record<Measure, Figure> & { street: string })[] | null;
}

export interface Street {
  code: string;
  name: string;
  pinyin: string;
  tileRow: number;
  tileCol: number;
}

const query = (asOf: string) => new URLSearchParams({ asOf }).toString();

export const summary = (asOf: string) => get<Summary>(`/api/v1/ledger/summary?${query(asOf)}`);
export const summaryStream = (asOf: string) => `/api/v1/ledger/summary/stream?${query(asOf)}`;
export const streets = () => get<Street[]>('/api/v1/ledger/streets');
