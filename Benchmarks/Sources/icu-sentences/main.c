// ICU's sentence iterator over one file: the peer of `l10n segment --count`.
//
//     icu-sentences FILE LOCALE
#include <stdio.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include "peer_input.h"

int main(int count, char **arguments) {
  size_t size = 0;
  char *bytes = count > 2 ? peer_input(arguments[1], &size) : NULL;
  if (bytes == NULL) return 2;
  // Made UTF-16 first: over UTF-8 the iterator is slower than both steps together.
  UChar *text = malloc(sizeof(UChar) * (size + 1));
  int32_t length = 0;
  UErrorCode error = U_ZERO_ERROR;
  u_strFromUTF8(text, size + 1, &length, bytes, size, &error);
  UBreakIterator *sentences = ubrk_open(UBRK_SENTENCE, arguments[2], text, length, &error);
  if (U_FAILURE(error)) return 1;
  long total = 0;
  while (ubrk_next(sentences) != UBRK_DONE) total++;
  printf("%ld\n", total);
  return 0;
}
