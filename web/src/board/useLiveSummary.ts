import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Summary, summary, summaryStream } from '../api/ledger';

export type Liveness = 'connecting' | 'live' | 'reconnecting';

/**
 * The figures as of a date, followed as facts arrive. The stream carries what everyone may see; where this reader
 * may see the streets too, they are asked for again, at most once a second.
 */
export function useLiveSummary(asOf: string): { figures: UseQueryResult<Summary>; liveness: Liveness } {
  const client = useQueryClient();
  const [liveness, setLiveness] = useState<Liveness>('connecting');
  const figures = useQuery({ queryKey: ['summary', asOf], queryFn: () => summary(asOf) });

  useEffect(() => {
    setLiveness('connecting');
    const source = new EventSource(summaryStream(asOf));
    let again: ReturnType<typeof setTimeout> | undefined;
    source.onopen = () => setLiveness('live');
    source.onerror = () => setLiveness('reconnecting');
    source.addEventListener('summary', (event: MessageEvent<string>) => {
      setLiveness('live');
      const arrived = JSON.parse(event.data) as Summary;
      const shown = client.getQueryData<Summary>(['summary', asOf]);
      if (!shown || arrived.knownAt <= shown.knownAt) return;
      client.setQueryData<Summary>(['summary', asOf], { ...arrived, byStreet: shown.byStreet });
      if (shown.byStreet && again === undefined) {
        again = setTimeout(() => {
          again = undefined;
          void client.invalidateQueries({ queryKey: ['summary', asOf] });
        }, 1_000);
      }
    });
    return () => {
      source.close();
      clearTimeout(again);
    };
  }, [asOf, client]);

  return { figures, liveness };
}
