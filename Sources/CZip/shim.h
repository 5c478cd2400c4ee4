#ifndef L10N_CZIP_SHIM_H
#define L10N_CZIP_SHIM_H

#include <zip.h>

#endif
