#ifndef L10N_CMD4C_SHIM_H
#define L10N_CMD4C_SHIM_H

#include <md4c.h>

/// The flags of the GitHub dialect: `MD_DIALECT_GITHUB` is a macro that Swift cannot import.
static const unsigned l10n_md_dialect_github = MD_DIALECT_GITHUB;

#endif
