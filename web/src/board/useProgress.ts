import { useQuery } from '@tanstack/react-query';
import { progress, ranking } from '../api/accountability';
import { followUp } from '../api/http';

/** How far each target is as of a date. Facts that arrive ask it again (useFactFeed); so does time, should the feed be away. */
export const useProgress = (asOf: string) =>
  useQuery({ queryKey: ['progress', asOf], queryFn: () => progress(asOf), refetchInterval: followUp });

/** How the streets stand to each other as of a date. */
export const useRanking = (asOf: string) =>
  useQuery({ queryKey: ['ranking', asOf], queryFn: () => ranking(asOf), refetchInterval: followUp });
