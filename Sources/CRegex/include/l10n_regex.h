#ifndef L10N_REGEX_H
#define L10N_REGEX_H

#include <stdint.h>

// ICU's regular expressions behind a header that names no type of ICU: the system's headers clash
// with the ICU inside Foundation when both reach Swift.

/// A compiled expression.
typedef struct l10n_regex l10n_regex;

/// What a search gave.
enum {
  L10N_REGEX_NONE = 0,
  L10N_REGEX_FOUND = 1,
  /// The expression takes too long on this text.
  L10N_REGEX_TIMEOUT = -1,
  L10N_REGEX_ERROR = -2,
};

/// Compiles an expression in UTF-16. Gives NULL and ICU's name of the error, such as
/// `U_REGEX_MISMATCHED_PAREN`, and the offset where it was found.
l10n_regex *l10n_regex_open(
    const uint16_t *pattern, int32_t length, const char **error, int32_t *offset);
void l10n_regex_close(l10n_regex *regex);

/// Sets the text, which must outlive the searches. UTF-16.
void l10n_regex_set_text(l10n_regex *regex, const uint16_t *text, int32_t length);

/// Searches from an offset to the text's end; what stands before the offset is seen by look-behind.
int l10n_regex_find(l10n_regex *regex, int32_t from, int32_t *start, int32_t *end);

/// Whether the expression matches at an offset.
int l10n_regex_looking_at(l10n_regex *regex, int32_t at, int32_t *end);

/// Whether the expression can match a stretch of the text from end to end; what stands around it is
/// seen by look-around.
int l10n_regex_matches(l10n_regex *regex, int32_t from, int32_t to);

#endif
