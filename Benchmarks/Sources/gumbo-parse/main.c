// Gumbo alone over one file, built and torn down: the peer of extraction from HTML.
//
//     gumbo-parse FILE
#include <gumbo.h>
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **arguments) {
  FILE *file = count > 1 ? fopen(arguments[1], "rb") : NULL;
  if (file == NULL) return 2;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *bytes = malloc(size);
  if (fread(bytes, 1, size, file) != (size_t)size) return 2;
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  GumboOutput *output = gumbo_parse_with_options(&options, bytes, size);
  printf("%d\n", output->root->v.element.children.length);
  gumbo_destroy_output(&options, output);
  return 0;
}
