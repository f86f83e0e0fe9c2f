#include "workbook/xml.h"

#include <stdlib.h>
#include <string.h>

#include <expat.h>

#include "platform/macros.h"
#include "workbook/package.h"
#include "workbook/workbook_limits.h"

#define SEPARATOR '|'

struct xml {
    XML_Parser parser;
    const struct xml_handlers *handlers;
    void *ctx;
    struct error *err; /* of the feed under way */
    bool failed;
    int depth;
    long long fed;
};

/* Transitional and strict workbooks, and relations. */
static const char *const OWN[] = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main|",
    "http://purl.oclc.org/ooxml/spreadsheetml/main|",
    "http://schemas.openxmlformats.org/package/2006/relationships|",
};
static const char *const RELATION[] = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships|id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships|id",
};

static const char *own_name(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(OWN); i++) {
        size_t len = strlen(OWN[i]);
        if (strncmp(name, OWN[i], len) == 0) {
            return name + len;
        }
    }
    return "";
}

static void settle(struct xml *xml, bool ok)
{
    if (!ok) {
        xml->failed = true;
        XML_StopParser(xml->parser, XML_FALSE);
    }
}

/* --- expat's callbacks: a stopped parser may still deliver one --- */

static void XMLCALL on_start(void *ctx, const XML_Char *name,
                             const XML_Char **attrs)
{
    struct xml *xml = ctx;
    if (xml->failed) {
        return;
    }
    if (++xml->depth > XML_MAX_DEPTH) {
        settle(xml, workbook_unreadable(xml->err, "XML is nested too deep"));
        return;
    }
    settle(xml,
           xml->handlers->start(xml->ctx, own_name(name), attrs, xml->err));
}

static void XMLCALL on_end(void *ctx, const XML_Char *name)
{
    struct xml *xml = ctx;
    if (!xml->failed) {
        xml->depth--;
        settle(xml, xml->handlers->end(xml->ctx, own_name(name), xml->err));
    }
}

static void XMLCALL on_text(void *ctx, const XML_Char *data, int len)
{
    struct xml *xml = ctx;
    if (!xml->failed) {
        settle(xml, xml->handlers->text(xml->ctx, data, (size_t)len, xml->err));
    }
}

static void XMLCALL on_doctype(void *ctx, const XML_Char *name,
                               const XML_Char *system, const XML_Char *public,
                               int internal)
{
    struct xml *xml = ctx;
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    settle(xml, workbook_unreadable(xml->err, "XML has a document type"));
}

/* --- */

struct xml *xml_new(const struct xml_handlers *handlers, void *ctx)
{
    struct xml *xml = calloc(1, sizeof(*xml));
    XML_Parser parser = XML_ParserCreateNS(NULL, SEPARATOR);
    if (xml == NULL || parser == NULL) {
        free(xml);
        XML_ParserFree(parser);
        return NULL;
    }
    *xml = (struct xml){.parser = parser, .handlers = handlers, .ctx = ctx};
    XML_SetUserData(parser, xml);
    XML_SetElementHandler(parser, on_start, on_end);
    if (handlers->text != NULL) {
        XML_SetCharacterDataHandler(parser, on_text);
    }
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
    return xml;
}

void xml_free(struct xml *xml)
{
    if (xml != NULL) {
        XML_ParserFree(xml->parser);
        free(xml);
    }
}

static bool parse_fail(struct xml *xml, struct error *err)
{
    enum XML_Error code = XML_GetErrorCode(xml->parser);
    if (xml->failed) {
        return false;
    }
    if (code == XML_ERROR_NO_MEMORY) {
        return workbook_too_many(err, "bytes of memory", SANDBOX_MAX_MEMORY);
    }
    return workbook_unreadable(err, "XML: %s", XML_ErrorString(code));
}

bool xml_feed(struct xml *xml, const char *data, size_t len, bool last,
              struct error *err)
{
    xml->err = err;
    if (XML_Parse(xml->parser, data, (int)len, last) != XML_STATUS_OK ||
        xml->failed) {
        return parse_fail(xml, err);
    }
    /* What it keeps because it is not complete: a tag. */
    xml->fed += (long long)len;
    if (xml->fed - XML_GetCurrentByteIndex(xml->parser) > XML_MAX_TOKEN) {
        return workbook_unreadable(err, "XML has a tag without end");
    }
    return true;
}

static bool take(void *ctx, const char *data, size_t len, struct error *err)
{
    return xml_feed(ctx, data, len, false, err);
}

bool xml_read_part(struct package *package, const char *name,
                   const struct xml_handlers *handlers, void *ctx,
                   struct error *err)
{
    struct xml *xml = xml_new(handlers, ctx);
    if (xml == NULL) {
        return workbook_too_many(err, "bytes of memory", SANDBOX_MAX_MEMORY);
    }
    bool ok = package_read(package, name, take, xml, err) &&
              xml_feed(xml, "", 0, true, err);
    xml_free(xml);
    return ok;
}

/* --- attributes --- */

const char *xml_attr(const char *const *attrs, const char *name)
{
    for (; attrs[0] != NULL; attrs += 2) {
        if (strcmp(attrs[0], name) == 0) {
            return attrs[1];
        }
    }
    return NULL;
}

const char *xml_attr_relation(const char *const *attrs)
{
    const char *value = NULL;
    for (size_t i = 0; value == NULL && i < ARRAY_LEN(RELATION); i++) {
        value = xml_attr(attrs, RELATION[i]);
    }
    return value;
}

bool xml_attr_true(const char *const *attrs, const char *name)
{
    const char *value = xml_attr(attrs, name);
    return value != NULL &&
           (strcmp(value, "1") == 0 || strcmp(value, "true") == 0 ||
            strcmp(value, "on") == 0);
}

int xml_attr_int(const char *const *attrs, const char *name, int maximum)
{
    const char *text = xml_attr(attrs, name);
    int value = 0;
    if (text == NULL || text[0] == '\0') {
        return -1;
    }
    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9') {
            return -1;
        }
        value = value * 10 + (*text - '0');
        if (value > maximum) {
            return -1;
        }
    }
    return value;
}
