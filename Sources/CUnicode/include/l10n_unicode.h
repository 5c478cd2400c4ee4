#ifndef L10N_UNICODE_H
#define L10N_UNICODE_H

#include <stdint.h>

/// Writes a text in UTF-16 in Unicode's normalisation form C, or D (UAX #15).
///
/// Gives the length of the result, which is written where `capacity` suffices; negative where ICU
/// fails.
int32_t l10n_unicode_nfc(
    const uint16_t *text, int32_t length, uint16_t *result, int32_t capacity);
int32_t l10n_unicode_nfd(
    const uint16_t *text, int32_t length, uint16_t *result, int32_t capacity);

#endif
