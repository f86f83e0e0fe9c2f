/*
 * Characters that people and their programs put for one another: full-width
 * forms for ASCII, one dash for another, spaces nobody sees. What is done
 * about them is for the callers.
 */
#ifndef TVS_PLATFORM_FOLD_H
#define TVS_PLATFORM_FOLD_H

#include <stdbool.h>
#include <stdint.h>

/* The ASCII character of a full-width or small form, as NFKC has it; any
 * other character is itself. */
uint32_t fold_wide(uint32_t point);
/* Takes up room in a line and shows nothing; tabs and line ends do not. */
bool fold_is_space(uint32_t point);
/* Shows nothing and takes no room. */
bool fold_is_invisible(uint32_t point);
/* Tab, line feed, carriage return and the separators of Unicode. */
bool fold_is_break(uint32_t point);
/* The hyphen-minus and what stands for it: decoders and input methods differ
 * in which dash they give for the same key. */
bool fold_is_dash(uint32_t point);

#endif
