#!/bin/sh
# Random passwords and a first master key for docker-compose.yml, written once; files that exist are left alone.
#
# Containers run as users of their own and see these files as they are, so the files are readable and the folder
# around them is not: on this machine only its owner gets in. Keep a copy of review_master_keys where the database's
# backups are not: without it nothing personal can be read again.
set -eu
umask 077
cd "$(dirname "$0")"
mkdir -p secrets
chmod 700 secrets

secret() { # name, command that makes it
  if [ -s "secrets/$1" ]; then
    echo "kept     secrets/$1"
  else
    shift_name=$1
    shift
    "$@" > "secrets/$shift_name"
    chmod 444 "secrets/$shift_name"
    echo "written  secrets/$shift_name"
  fi
}

password() { head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }
master_key() { printf 'm1:%s\n' "$(head -c 32 /dev/urandom | base64 | tr -d '\n')"; }
register_url() { printf 'postgresql://register:%s@postgres:5432/register' "$(cat secrets/register_password)"; }

secret postgres_password password
secret register_password password
secret temporal_password password
secret review_register_url register_url
secret review_master_keys master_key
