#include "l10n_unicode.h"

#include <unicode/unorm2.h>

static int32_t normalize(
    const UNormalizer2 *normalizer, const uint16_t *text, int32_t length, uint16_t *result,
    int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t count = unorm2_normalize(
      normalizer, (const UChar *)text, length, (UChar *)result, capacity, &status);
  return status == U_BUFFER_OVERFLOW_ERROR || U_SUCCESS(status) ? count : -1;
}

int32_t l10n_unicode_nfc(
    const uint16_t *text, int32_t length, uint16_t *result, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  return normalize(unorm2_getNFCInstance(&status), text, length, result, capacity);
}

int32_t l10n_unicode_nfd(
    const uint16_t *text, int32_t length, uint16_t *result, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  return normalize(unorm2_getNFDInstance(&status), text, length, result, capacity);
}
