/*
 * Which of the types that we can write does the client want most (RFC 9110
 * 12.5.1)? Parameters other than q are not compared.
 */
#ifndef TVS_API_ACCEPT_H
#define TVS_API_ACCEPT_H

/*
 * `header` is the Accept field, NULL when absent (anything goes). `types` are
 * lower case without parameters, the one we like best first. Returns the
 * index of the type with the highest q, the earlier one of equals, or -1 when
 * none is acceptable.
 */
int accept_best(const char *header, const char *const *types, int count);

#endif
