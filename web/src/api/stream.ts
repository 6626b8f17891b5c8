export type Liveness = 'connecting' | 'live' | 'reconnecting';

const CLOSED = 2;
const AGAIN_MILLIS = 5_000;

interface Following {
  /** Called for each connection: a new one says from where it goes on. */
  url: () => string;
  /** By the event's name; called with its data and its id. */
  on: Record<string, (data: string, id: string) => void>;
  liveness: (now: Liveness) => void;
}

/**
 * Follows a stream of server-sent events until the returned function is called. A browser reconnects by itself where a connection breaks,
 * but gives up for good where something answers that the service is away; this does not.
 */
export function follow({ url, on, liveness }: Following): () => void {
  let source: EventSource;
  let again: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = new EventSource(url());
    source.onopen = () => liveness('live');
    source.onerror = () => {
      liveness('reconnecting');
      if (source.readyState === CLOSED) again = setTimeout(open, AGAIN_MILLIS);
    };
    for (const [name, heard] of Object.entries(on)) {
      source.addEventListener(name, (event: MessageEvent<string>) => {
        liveness('live');
        heard(event.data, event.lastEventId);
      });
    }
  };
  liveness('connecting');
  open();
  return () => {
    clearTimeout(again);
    source.close();
  };
}
