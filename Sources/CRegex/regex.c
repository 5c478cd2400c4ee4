#include "l10n_regex.h"

#include <stdlib.h>
#include <unicode/uregex.h>

struct l10n_regex {
  URegularExpression *handle;
  int32_t length;
};

/// How much work a search may take, in ICU's own units of some ten thousand steps: so much for any
/// text, and one more for so many characters.
static const int32_t least_limit = 500;
static const int32_t characters_per_unit = 20;

l10n_regex *l10n_regex_open(
    const uint16_t *pattern, int32_t length, const char **error, int32_t *offset) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError place = {0};
  URegularExpression *handle =
      uregex_open((const UChar *)pattern, length, 0, &place, &status);
  if (U_FAILURE(status)) {
    *error = u_errorName(status);
    *offset = place.offset;
    return NULL;
  }
  l10n_regex *regex = malloc(sizeof *regex);
  if (regex == NULL) abort();
  regex->handle = handle;
  regex->length = 0;
  return regex;
}

void l10n_regex_close(l10n_regex *regex) {
  uregex_close(regex->handle);
  free(regex);
}

void l10n_regex_set_text(l10n_regex *regex, const uint16_t *text, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  uregex_setText(regex->handle, (const UChar *)text, length, &status);
  uregex_setTimeLimit(regex->handle, least_limit + length / characters_per_unit, &status);
  regex->length = length;
}

/// Anchors and look-around see the whole text, not only the region.
static void restrict_to(l10n_regex *regex, int32_t from, int32_t to, UErrorCode *status) {
  uregex_setRegion(regex->handle, from, to, status);
  uregex_useTransparentBounds(regex->handle, 1, status);
  uregex_useAnchoringBounds(regex->handle, 0, status);
}

static int outcome(UErrorCode status, UBool found) {
  if (status == U_REGEX_TIME_OUT || status == U_REGEX_STACK_OVERFLOW) return L10N_REGEX_TIMEOUT;
  if (U_FAILURE(status)) return L10N_REGEX_ERROR;
  return found ? L10N_REGEX_FOUND : L10N_REGEX_NONE;
}

int l10n_regex_find(l10n_regex *regex, int32_t from, int32_t *start, int32_t *end) {
  UErrorCode status = U_ZERO_ERROR;
  restrict_to(regex, from, regex->length, &status);
  UBool found = uregex_findNext(regex->handle, &status);
  if (found && U_SUCCESS(status)) {
    *start = uregex_start(regex->handle, 0, &status);
    *end = uregex_end(regex->handle, 0, &status);
  }
  return outcome(status, found);
}

int l10n_regex_looking_at(l10n_regex *regex, int32_t at, int32_t *end) {
  UErrorCode status = U_ZERO_ERROR;
  restrict_to(regex, at, regex->length, &status);
  UBool found = uregex_lookingAt(regex->handle, -1, &status);
  if (found && U_SUCCESS(status)) *end = uregex_end(regex->handle, 0, &status);
  return outcome(status, found);
}

int l10n_regex_matches(l10n_regex *regex, int32_t from, int32_t to) {
  UErrorCode status = U_ZERO_ERROR;
  restrict_to(regex, from, to, &status);
  return outcome(status, uregex_matches(regex->handle, -1, &status));
}
