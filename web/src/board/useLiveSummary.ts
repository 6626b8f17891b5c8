import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { followUp } from '../api/http';
import { type Summary, summary, summaryStream } from '../api/ledger';
import { follow, type Liveness } from '../api/stream';

/**
 * The figures as of a date, followed as facts arrive. The stream carries what everyone may see; where this reader
 * may see the streets too, they are asked for again, at most once a second.
 */
export function useLiveSummary(asOf: string): { figures: UseQueryResult<Summary>; liveness: Liveness } {
  const client = useQueryClient();
  const [liveness, setLiveness] = useState<Liveness>('connecting');
  const figures = useQuery({ queryKey: ['summary', asOf], queryFn: () => summary(asOf), refetchInterval: followUp });

  useEffect(() => {
    let again: ReturnType<typeof setTimeout> | undefined;
    const arrive = (data: string) => {
      const arrived = JSON.parse(data) as Summary;
      const shown = client.getQueryData<Summary>(['summary', asOf]);
      if (!shown || arrived.knownAt <= shown.knownAt) return;
      client.setQueryData<Summary>(['summary', asOf], { ...arrived, byStreet: shown.byStreet });
      if (!shown.byStreet) return;
      again ??= setTimeout(() => {
        again = undefined;
        void client.invalidateQueries({ queryKey: ['summary', asOf] });
      }, 1_000);
    };
    const end = follow({ url: () => summaryStream(asOf), on: { summary: arrive }, liveness: setLiveness });
    return () => {
      end();
      clearTimeout(again);
    };
  }, [asOf, client]);

  return { figures, liveness };
}
