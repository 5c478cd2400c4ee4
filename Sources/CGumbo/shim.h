#ifndef L10N_CGUMBO_SHIM_H
#define L10N_CGUMBO_SHIM_H

#include <gumbo.h>
#include <stdlib.h>
#include <sys/mman.h>

// The parser allocates and frees many small pieces. Taken from large blocks, with a list of free
// pieces for each size, and given back all at once, they cost a fifth of its time less.

enum {
  l10n_first_block = 1 << 18,
  /// As large as the large pages of the machine: asking the system for many small ones is slow.
  l10n_block_size = 1 << 21,
  l10n_largest_piece = 512,
  l10n_grain = 8,
};

/// A large block, or one large piece.
typedef struct l10n_block {
  struct l10n_block *previous, *next;
} l10n_block;

/// What stands before each piece: its size in grains, 0 for a large one. The parser's pieces hold
/// pointers and whole numbers, for which eight bytes are alignment enough.
typedef struct l10n_piece {
  size_t grains;
} l10n_piece;

/// The next free piece of a size stands in the free one.
typedef struct l10n_free_piece {
  l10n_piece piece;
  struct l10n_free_piece *next;
} l10n_free_piece;

/// A parsed page and the memory that it lies in.
typedef struct l10n_page {
  GumboOutput *output;
  l10n_block *blocks;
  char *free;
  size_t left;
  l10n_free_piece *pieces[l10n_largest_piece / l10n_grain + 2];
} l10n_page;

static inline void *l10n_add_block(l10n_page *page, l10n_block *block) {
  if (block == NULL) abort();
  block->previous = NULL;
  block->next = page->blocks;
  if (page->blocks != NULL) page->blocks->previous = block;
  page->blocks = block;
  return block + 1;
}

/// Takes a new block for small pieces.
static inline void l10n_grow(l10n_page *page) {
  size_t size = page->free == NULL ? l10n_first_block : l10n_block_size;
  l10n_block *block;
  if (size == l10n_block_size) {
    block = (l10n_block *)aligned_alloc(size, size);
#ifdef MADV_HUGEPAGE
    if (block != NULL) madvise(block, size, MADV_HUGEPAGE);
#endif
  } else {
    block = (l10n_block *)malloc(size);
  }
  page->free = (char *)l10n_add_block(page, block);
  page->left = size - sizeof(l10n_block);
}

static inline void *l10n_allocate(void *context, size_t size) {
  l10n_page *page = (l10n_page *)context;
  if (size > l10n_largest_piece) {
    size_t whole = sizeof(l10n_block) + sizeof(l10n_piece) + size;
    l10n_piece *piece = (l10n_piece *)l10n_add_block(page, (l10n_block *)malloc(whole));
    piece->grains = 0;
    return piece + 1;
  }
  size_t grains = (size + l10n_grain - 1) / l10n_grain + 1;
  if (grains < sizeof(l10n_free_piece) / l10n_grain) grains = sizeof(l10n_free_piece) / l10n_grain;
  l10n_free_piece *free_piece = page->pieces[grains];
  if (free_piece != NULL) {
    page->pieces[grains] = free_piece->next;
    return &free_piece->piece + 1;
  }
  size_t bytes = grains * l10n_grain;
  if (page->left < bytes) l10n_grow(page);
  l10n_piece *piece = (l10n_piece *)page->free;
  piece->grains = grains;
  page->free += bytes;
  page->left -= bytes;
  return piece + 1;
}

static inline void l10n_deallocate(void *context, void *memory) {
  if (memory == NULL) return;
  l10n_page *page = (l10n_page *)context;
  l10n_piece *piece = (l10n_piece *)memory - 1;
  if (piece->grains != 0) {
    l10n_free_piece *free_piece = (l10n_free_piece *)piece;
    free_piece->next = page->pieces[piece->grains];
    page->pieces[piece->grains] = free_piece;
    return;
  }
  l10n_block *block = (l10n_block *)piece - 1;
  if (block->previous != NULL) block->previous->next = block->next;
  else page->blocks = block->next;
  if (block->next != NULL) block->next->previous = block->previous;
  free(block);
}

/// Parses without keeping errors, which nobody reads here.
static inline l10n_page *l10n_gumbo_parse(const char *text, size_t length) {
  l10n_page *page = (l10n_page *)calloc(1, sizeof(l10n_page));
  if (page == NULL) abort();
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  options.allocator = l10n_allocate;
  options.deallocator = l10n_deallocate;
  options.userdata = page;
  page->output = gumbo_parse_with_options(&options, text, length);
  return page;
}

static inline void l10n_gumbo_destroy(l10n_page *page) {
  for (l10n_block *block = page->blocks; block != NULL;) {
    l10n_block *next = block->next;
    free(block);
    block = next;
  }
  free(page);
}

#endif
