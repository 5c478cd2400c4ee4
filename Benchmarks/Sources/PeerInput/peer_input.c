#include "peer_input.h"

#include <stdio.h>
#include <stdlib.h>

char *peer_input(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) return NULL;
  fseek(file, 0, SEEK_END);
  *size = (size_t)ftell(file);
  rewind(file);
  char *bytes = malloc(*size);
  size_t read = bytes == NULL ? 0 : fread(bytes, 1, *size, file);
  fclose(file);
  if (read == *size) return bytes;
  free(bytes);
  return NULL;
}
