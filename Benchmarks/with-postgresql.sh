#!/bin/bash
# Runs a command with the address of a PostgreSQL server behind it, which lives as long as the command:
#
#     ./with-postgresql.sh .build/release/memory-store 1000000 1000
set -eu
folder=$(mktemp -d -t l10n-pg-XXXXXX)
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
as=()
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  as=(runuser -u postgres --)
fi
cleanup() {
  "${as[@]}" "$bin/pg_ctl" -D "$folder" -m immediate stop >/dev/null
  rm -rf "$folder"
}
cd "$folder"
"${as[@]}" "$bin/initdb" -D "$folder" -U owner -A trust >/dev/null
"${as[@]}" "$bin/pg_ctl" -D "$folder" -l "$folder/log" -w -o \
  "-c listen_addresses= -c unix_socket_directories=$folder -c shared_buffers=1GB -c max_wal_size=8GB" start >/dev/null
trap cleanup EXIT
cd "$OLDPWD"
"$@" "postgresql:///postgres?host=$folder&user=owner"
