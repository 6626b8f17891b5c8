import { get, post } from './http';

export interface Session {
  authenticated: boolean;
  displayName: string | null;
  role: string | null;
  streets: string[] | null;
}

/** Where the gateway begins a login; a plain link, so that it also works without script. */
export const LOGIN = '/oauth2/authorization/chaiwei';

export const session = () => get<Session>('/api/session');
export const logout = () => post('/logout');
