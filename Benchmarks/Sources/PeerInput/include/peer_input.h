#ifndef PEER_INPUT_H
#define PEER_INPUT_H

#include <stddef.h>

/// All bytes of a file, and how many there are; NULL where it cannot be read.
char *peer_input(const char *path, size_t *size);

#endif
