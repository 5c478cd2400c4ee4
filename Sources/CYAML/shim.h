#ifndef L10N_CYAML_SHIM_H
#define L10N_CYAML_SHIM_H

#include <yaml.h>

#endif
