// Gumbo alone over one file, built and torn down: the peer of extraction from HTML.
//
//     gumbo-parse FILE
#include <gumbo.h>
#include <stdio.h>

#include "peer_input.h"

int main(int count, char **arguments) {
  size_t size = 0;
  char *bytes = count > 1 ? peer_input(arguments[1], &size) : NULL;
  if (bytes == NULL) return 2;
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  GumboOutput *output = gumbo_parse_with_options(&options, bytes, size);
  printf("%d\n", output->root->v.element.children.length);
  gumbo_destroy_output(&options, output);
  return 0;
}
