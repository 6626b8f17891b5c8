import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { factStream, lastFacts, type ShownFact } from '../api/accountability';
import { followUp } from '../api/http';
import { follow, type Liveness } from '../api/stream';

/** A line each, and no more than an eye takes in. */
export const SHOWN = 12;

/** Facts come by the thousand during an import: they are shown four times a second, and figures are asked again every two. */
const SHOW_MILLIS = 250;
const FIGURES_MILLIS = 2_000;

export const keyOf = (fact: ShownFact) => `${fact.service} ${fact.epoch} ${fact.position}`;

/** The newest, each once; of one instant the later position first. */
export function newest(facts: ShownFact[]): ShownFact[] {
  const each = [...new Map(facts.map((fact) => [keyOf(fact), fact])).values()];
  each.sort((a, b) => Date.parse(b.recordedAt) - Date.parse(a.recordedAt) || b.position - a.position);
  return each.slice(0, SHOWN);
}

/** @param latest from where the stream goes on; null before there is a fact */
interface Feed {
  facts: ShownFact[];
  latest: string | null;
}

/**
 * The newest facts, followed as they arrive; targets and ranking are asked again when some have. The list comes first, and the stream goes
 * on behind it: who may not see facts gets a refusal with its reason, and no stream is tried.
 */
export function useFactFeed(): { feed: UseQueryResult<Feed>; liveness: Liveness } {
  const client = useQueryClient();
  const [liveness, setLiveness] = useState<Liveness>('connecting');
  const feed = useQuery({
    queryKey: ['facts'],
    queryFn: async (): Promise<Feed> => {
      const { items, latest } = await lastFacts(SHOWN);
      return { facts: newest([...(client.getQueryData<Feed>(['facts'])?.facts ?? []), ...items]), latest };
    },
    refetchInterval: followUp,
  });
  const allowed = feed.data !== undefined;

  useEffect(() => {
    if (!allowed) return;
    let last = client.getQueryData<Feed>(['facts'])?.latest ?? null;
    let arrived: ShownFact[] = [];
    let show: ReturnType<typeof setTimeout> | undefined;
    let figures: ReturnType<typeof setTimeout> | undefined;
    const arrive = (data: string, id: string) => {
      last = id;
      arrived = newest([...arrived, JSON.parse(data) as ShownFact]);
      show ??= setTimeout(() => {
        show = undefined;
        client.setQueryData<Feed>(['facts'], (shown) => ({ facts: newest([...arrived, ...(shown?.facts ?? [])]), latest: last }));
        arrived = [];
      }, SHOW_MILLIS);
      figures ??= setTimeout(() => {
        figures = undefined;
        void client.invalidateQueries({ queryKey: ['progress'] });
        void client.invalidateQueries({ queryKey: ['ranking'] });
      }, FIGURES_MILLIS);
    };
    const end = follow({
      url: () => factStream(last),
      on: { fact: arrive, gap: () => void client.invalidateQueries({ queryKey: ['facts'] }) },
      liveness: setLiveness,
    });
    return () => {
      end();
      clearTimeout(show);
      clearTimeout(figures);
    };
  }, [allowed, client]);

  return { feed, liveness };
}
