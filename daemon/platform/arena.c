#include "platform/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "platform/check.h"

#define ARENA_FIRST 2048
#define ARENA_BLOCK 65536
#define ARENA_ALIGN 16

struct arena_block {
    struct arena_block *next;
    size_t size, used;
    _Alignas(ARENA_ALIGN) char data[];
};

void arena_init(struct arena *arena)
{
    *arena = (struct arena){0};
}

void arena_fini(struct arena *arena)
{
    struct arena_block *block = arena->head;
    while (block != NULL) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
    arena_init(arena);
}

/* Blocks double up to ARENA_BLOCK, so that a small request stays small. */
static size_t next_size(const struct arena *arena)
{
    if (arena->head == NULL) {
        return ARENA_FIRST;
    }
    size_t doubled = arena->head->size * 2;
    return doubled < ARENA_BLOCK ? doubled : ARENA_BLOCK;
}

static void add_block(struct arena *arena, size_t size)
{
    size_t usual = next_size(arena);
    size = size > usual ? size : usual;
    struct arena_block *block = malloc(sizeof(*block) + size);
    CHECK(block != NULL);
    block->next = arena->head;
    block->size = size;
    block->used = 0;
    arena->head = block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    CHECK(size <= SIZE_MAX / 4);
    size = (size + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
    struct arena_block *block = arena->head;
    if (block == NULL || block->size - block->used < size) {
        add_block(arena, size);
        block = arena->head;
    }
    void *out = block->data + block->used;
    block->used += size;
    arena->used += size;
    return out;
}

void *arena_zalloc(struct arena *arena, size_t count, size_t size)
{
    size_t bytes = 0;
    CHECK(!__builtin_mul_overflow(count, size, &bytes));
    void *out = arena_alloc(arena, bytes);
    memset(out, 0, bytes);
    return out;
}

char *arena_copy(struct arena *arena, const char *text, size_t len)
{
    char *out = arena_alloc(arena, len + 1);
    if (len > 0) {
        memcpy(out, text, len);
    }
    out[len] = '\0';
    return out;
}

char *arena_dup(struct arena *arena, const char *text)
{
    return arena_copy(arena, text, strlen(text));
}
