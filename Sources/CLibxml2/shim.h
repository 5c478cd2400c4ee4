#ifndef L10N_CLIBXML2_SHIM_H
#define L10N_CLIBXML2_SHIM_H

// Debian builds libxml2 with ICU. Its headers would then pull in the system's ICU types, which
// clash with the ones inside Foundation and break clean builds. No ICU type is part of the API
// used here, so the switch is turned off before any other header sees it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>

/// The message of an error as a C string that is never NULL: `xmlError.message` may be.
static inline const char *l10n_xml_error_message(const xmlError *error) {
  return (error != 0 && error->message != 0) ? error->message : "unknown error";
}

/// A loader for external entities that refuses each of them: nothing outside the bytes that
/// were handed over is ever read.
static inline xmlParserInputPtr l10n_xml_refuse_entity(
    const char *url, const char *identifier, xmlParserCtxtPtr context) {
  (void)url;
  (void)identifier;
  (void)context;
  return 0;
}

/// `xmlSetExternalEntityLoader` takes a function pointer type that Swift imports as optional;
/// setting it here keeps the whole policy in one place.
static inline void l10n_xml_initialise(void) {
  xmlInitParser();
  xmlSetExternalEntityLoader(l10n_xml_refuse_entity);
}

#endif
