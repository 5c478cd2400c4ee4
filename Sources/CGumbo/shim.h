#ifndef L10N_CGUMBO_SHIM_H
#define L10N_CGUMBO_SHIM_H

#include <gumbo.h>

/// Parses without keeping errors, which nobody reads here.
static inline GumboOutput *l10n_gumbo_parse(const char *text, size_t length) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  return gumbo_parse_with_options(&options, text, length);
}

static inline void l10n_gumbo_destroy(GumboOutput *output) {
  gumbo_destroy_output(&kGumboDefaultOptions, output);
}

#endif
