/* Which build this is. */
#ifndef TVS_API_VERSION_H
#define TVS_API_VERSION_H

/* "0.1.0", from meson.build. */
const char *version_text(void);

#endif
