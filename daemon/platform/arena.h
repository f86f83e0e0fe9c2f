/*
 * Memory that is freed all at once: a request's or a catalogue's. Blocks are
 * 16-byte aligned and never move. Out of memory aborts (CHECK): what goes
 * into an arena is bounded by the limits of its owner.
 */
#ifndef TVS_PLATFORM_ARENA_H
#define TVS_PLATFORM_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *head;
    size_t used; /* bytes handed out, for limits and metrics */
};

void arena_init(struct arena *arena);
void arena_fini(struct arena *arena);
void *arena_alloc(struct arena *arena, size_t size);
/* Zeroed; count * size must not overflow (CHECK). */
void *arena_zalloc(struct arena *arena, size_t count, size_t size);
char *arena_copy(struct arena *arena, const char *text, size_t len);
char *arena_dup(struct arena *arena, const char *text);

#endif
