#!/bin/sh
# Temporal's own tables, brought to the form this release of the server wants. Repeating it changes nothing: the first
# step notes version 0.0 only where none is noted, the second applies what is newer than the version noted.
set -eu
SQL_PASSWORD=$(cat /run/secrets/temporal_password)
export SQL_PASSWORD

for store in temporal visibility; do
  case $store in
    temporal) database=$DBNAME ;;
    visibility) database=$VISIBILITY_DBNAME ;;
  esac
  tool() {
    temporal-sql-tool --plugin "$DB" --ep "$POSTGRES_SEEDS" --port "$DB_PORT" --user "$POSTGRES_USER" --db "$database" "$@"
  }
  tool setup-schema --version 0.0
  tool update-schema --schema-dir "/etc/temporal/schema/postgresql/v12/$store/versioned"
done
