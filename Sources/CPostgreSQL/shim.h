#ifndef L10N_CPOSTGRESQL_SHIM_H
#define L10N_CPOSTGRESQL_SHIM_H

#include <libpq-fe.h>

static inline void l10n_pq_ignore_notice(void *context, const PGresult *result) {
  (void)context;
  (void)result;
}

/// Keeps notices of the server from being printed: the function that libpq is given otherwise prints
/// them on standard error.
static inline void l10n_pq_silence(PGconn *connection) {
  PQsetNoticeReceiver(connection, l10n_pq_ignore_notice, NULL);
}

/// The five letters of an error's class (`PG_DIAG_SQLSTATE` is a character, which Swift does not import).
static inline const char *l10n_pq_sqlstate(const PGresult *result) {
  return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}

/// The server's own sentence about an error.
static inline const char *l10n_pq_message(const PGresult *result) {
  return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}

#endif
