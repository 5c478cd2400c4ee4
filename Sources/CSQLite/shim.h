#ifndef L10N_CSQLITE_SHIM_H
#define L10N_CSQLITE_SHIM_H

#include <sqlite3.h>

/// Binds a copy of the bytes: `SQLITE_TRANSIENT` is a cast that Swift cannot import.
static inline int l10n_sqlite3_bind_text(
    sqlite3_stmt *statement, int index, const char *text, int length) {
  return sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT);
}

#endif
