#!/bin/sh
# Runs once, when the database volume is new: a role and databases for the register, and others for Temporal, so that
# neither can read what the other keeps. Passwords reach psql through its input, never through a command line.
set -eu

psql --username postgres --dbname postgres --set ON_ERROR_STOP=1 --quiet <<SQL
CREATE ROLE register LOGIN PASSWORD '$(cat /run/secrets/register_password)';
CREATE ROLE temporal LOGIN PASSWORD '$(cat /run/secrets/temporal_password)';
CREATE DATABASE register OWNER register;
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
REVOKE CONNECT ON DATABASE register, temporal, temporal_visibility FROM PUBLIC;
SQL
