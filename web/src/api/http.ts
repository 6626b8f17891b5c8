import { language } from '../i18n';

/** A refusal or failure as the services word it (RFC 9457), in the reader's language, with what to do next. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string | null,
    readonly remedy: string | null,
  ) {
    super(title);
  }
}

function text(body: unknown, key: string): string | null {
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value : null;
}

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  return new Problem(
    response.status,
    text(body, 'code') ?? String(response.status),
    text(body, 'title') ?? response.statusText,
    text(body, 'detail'),
    text(body, 'remedy'),
  );
}

/** GET, as JSON. Throws a {@link Problem} on a refusal and a TypeError where nothing answers. */
export async function get<T>(path: string): Promise<T> {
  const response = await fetch(path, {
    headers: { Accept: 'application/json, application/problem+json', 'Accept-Language': language() },
    credentials: 'same-origin',
  });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as T;
}

/** POST, of JSON where there is a body, carrying the token that shows the request comes from this page. */
export async function post(path: string, body?: unknown): Promise<void> {
  const token = document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/)?.[1];
  const response = await fetch(path, {
    method: 'POST',
    headers: {
      'Accept-Language': language(),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token ? { 'X-XSRF-TOKEN': decodeURIComponent(token) } : {}),
    },
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await problemOf(response);
}

const FOLLOW_UP_MILLIS = 60_000;
const AFTER_TROUBLE_MILLIS = 10_000;

/** When to ask a question again by itself: soon where nothing answered, now and then where something did, never after a refusal. */
export function followUp(query: { state: { error: Error | null } }): number | false {
  const { error } = query.state;
  if (error instanceof Problem && error.status < 500) return false;
  return error ? AFTER_TROUBLE_MILLIS : FOLLOW_UP_MILLIS;
}
