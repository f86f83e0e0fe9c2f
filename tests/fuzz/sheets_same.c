#include "sheets_same.h"

#include <string.h>

#include "../unit/sheet_watch.h"
#include "platform/check.h"
#include "platform/utf8.h"

static void watch(struct sheet_watch *watch, const struct sheets_maker *maker,
                  struct span text, size_t step)
{
    sheet_watch_init(watch);
    watch->stop_line = 7;
    watch->skip = 3;
    sheet_watch_feed(maker->make(&watch->taker, &watch->complaints), text.data,
                     text.len, step);
}

void sheets_same(const uint8_t *data, size_t size,
                 const struct sheets_maker *maker)
{
    if (size < 1) {
        return;
    }
    struct span text = {(const char *)data + 1, size - 1};
    if (!utf8_valid(text.data, text.len) ||
        memchr(text.data, '\0', text.len) != NULL) {
        return;
    }
    struct sheet_watch whole;
    struct sheet_watch sliced;
    watch(&whole, maker, text, text.len + 1);
    watch(&sliced, maker, text, data[0] % 32U + 1);
    CHECK(whole.text.len == sliced.text.len &&
          memcmp(whole.text.data, sliced.text.data, whole.text.len) == 0);
    sheet_watch_fini(&whole);
    sheet_watch_fini(&sliced);
}
