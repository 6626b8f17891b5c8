import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type ClockBoard, clockBoard, clockStream } from '../api/clocks';
import { followUp } from '../api/http';
import { follow, type Liveness } from '../api/stream';

/** A board and when it came: from then on its seconds are counted here, by this machine's own clock, whatever date that shows. */
export interface Received {
  board: ClockBoard;
  receivedMillis: number;
}

const received = (board: ClockBoard): Received => ({ board, receivedMillis: performance.now() });

/**
 * The board, whole each time, followed as something happens on a clock. It is asked for first: who may not see it gets a refusal with its
 * reason, and no stream is tried.
 */
export function useClocks(): { clocks: UseQueryResult<Received>; liveness: Liveness } {
  const client = useQueryClient();
  const [liveness, setLiveness] = useState<Liveness>('connecting');
  const clocks = useQuery({
    queryKey: ['clocks'],
    queryFn: async () => received(await clockBoard()),
    refetchInterval: followUp,
  });
  const allowed = clocks.data !== undefined;

  useEffect(() => {
    if (!allowed) return;
    const arrive = (data: string) => {
      const arrived = JSON.parse(data) as ClockBoard;
      const shown = client.getQueryData<Received>(['clocks']);
      if (!shown || arrived.position >= shown.board.position) client.setQueryData<Received>(['clocks'], received(arrived));
    };
    return follow({ url: clockStream, on: { clocks: arrive }, liveness: setLiveness });
  }, [allowed, client]);

  return { clocks, liveness };
}

const TICK_MILLIS = 1_000;

/** Whole seconds since the board came, told every second. */
export function useSecondsSince(receivedMillis: number): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), TICK_MILLIS);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.floor((now - receivedMillis) / 1_000));
}
