#!/bin/sh
# The server takes its database password from the environment only; the secret is a file, so it is read here.
set -eu
POSTGRES_PWD=$(cat /run/secrets/temporal_password)
export POSTGRES_PWD
exec /etc/temporal/entrypoint.sh
