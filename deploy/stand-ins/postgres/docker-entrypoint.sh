#!/usr/bin/env bash
# Makes the data folder at the first start, then runs the server as postgres.
set -euo pipefail
[ "${1:-}" = postgres ] || exec "$@"
if [ "$(id -u)" = 0 ]; then
    install -d -o postgres -g postgres -m 700 "$PGDATA"
    chown postgres:postgres /var/lib/postgresql
    exec setpriv --reuid=postgres --regid=postgres --clear-groups "$0" "$@"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    # shellcheck disable=SC2086 # several options in one variable, as in the official image
    initdb --username="${POSTGRES_USER:-postgres}" --pwfile=<(printf '%s' "${POSTGRES_PASSWORD:?}") --no-instructions ${POSTGRES_INITDB_ARGS:-}
    printf 'host all all all scram-sha-256\n' >>"$PGDATA/pg_hba.conf"
fi
shift
exec postgres -c listen_addresses='*' -c unix_socket_directories=/tmp "$@"
