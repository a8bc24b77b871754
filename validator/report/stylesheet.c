/* The one file with libxslt. */
#include "report/stylesheet.h"

#include <libxml/HTMLtree.h>
#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xslt.h>
#include <libxslt/xsltutils.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/message.h"
#include "base/source.h"
#include "report/filled.h"

#define GAP "<!--" CL_STYLESHEET_GAP "-->"

struct cl_stylesheet {
    cl_arena *arena;
    const char *path;
    xsltStylesheetPtr compiled;
    xsltSecurityPrefsPtr rights;
};

/* --- what libxslt and libxml2 complain of --- */

/* They tell it in pieces, through functions of libxml2, which are the thread's and are set for as
 * long as one call lasts, and of libxslt, which is the process's and leads to the thread's. */
typedef struct complaint {
    cl_out text;
    size_t line; /* 0: not told */
    xmlStructuredErrorFunc structured;
    void *structured_context;
    xmlGenericErrorFunc plain;
    void *plain_context;
} complaint;

CL_PRINTF(2, 3) static void take_words(void *context, const char *format, ...)
{
    complaint *told = context;
    char words[CL_ERROR_MESSAGE_MAX];
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    if (len > 0 && told->text.len < CL_ERROR_MESSAGE_MAX) {
        cl_out_text(&told->text, words);
    }
}

/* What libxslt tells outside of a call of ours goes where libxml2's words go in that thread. */
CL_PRINTF(2, 3) static void pass_words_on(void *context, const char *format, ...)
{
    char words[CL_ERROR_MESSAGE_MAX];
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    (void)context;
    if (len > 0) {
        xmlGenericError(xmlGenericErrorContext, "%s", words);
    }
}

static void begin(void)
{
    xmlInitParser();
    xsltInitGlobals();
    xsltInit();
    xsltSetGenericErrorFunc(NULL, pass_words_on);
}

/* Threads that find libxslt not begun would all begin it. */
static bool has_begun(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    return pthread_once(&once, begin) == 0;
}

static void take_error(void *context, xmlErrorPtr error)
{
    complaint *told = context;
    if (error->message != NULL && told->text.len < CL_ERROR_MESSAGE_MAX) {
        cl_out_text(&told->text, error->message);
    }
    if (told->line == 0 && error->line > 0) {
        told->line = (size_t)error->line;
    }
}

static void listen(complaint *told)
{
    *told = (complaint){.structured = xmlStructuredError,
                        .structured_context = xmlStructuredErrorContext,
                        .plain = xmlGenericError,
                        .plain_context = xmlGenericErrorContext};
    xmlSetStructuredErrorFunc(told, take_error);
    xmlSetGenericErrorFunc(told, take_words);
}

static void stop_listening(const complaint *told)
{
    xmlSetStructuredErrorFunc(told->structured_context, told->structured);
    xmlSetGenericErrorFunc(told->plain_context, told->plain);
}

/* "compilation error: file sheet.xsl line 12 element choose" says where and nothing else. */
static bool is_place(cl_span line, size_t *number)
{
    size_t at = cl_span_find(line, CL_SPAN(" line "));
    if (cl_span_find(line, CL_SPAN("error: ")) == line.len || at == line.len) {
        return cl_span_equal(line, CL_SPAN("error"));
    }
    size_t found = 0;
    for (at += 6; at < line.len && line.data[at] >= '0' && line.data[at] <= '9'; at++) {
        found = found * 10 + (size_t)(line.data[at] - '0');
    }
    *number = *number == 0 ? found : *number;
    return true;
}

static cl_status tell(const cl_stylesheet *sheet, complaint *told, cl_error *error)
{
    cl_out words = {0};
    cl_span text = cl_out_span(&told->text);
    for (cl_span line; cl_span_next(&text, '\n', &line);) {
        line = cl_span_trim(line);
        if (line.len > 0 && !is_place(line, &told->line)) {
            cl_out_text(&words, words.len > 0 ? "; " : "");
            cl_out_printable(&words, line);
        }
    }
    if (words.len == 0) {
        cl_out_text(&words, "the stylesheet gives no page");
    }
    cl_status status = cl_error_set(error, CL_BAD_CONFIG, "%s:%zu: %.*s", sheet->path, told->line,
                                    CL_SPAN_PRINT(cl_out_span(&words)));
    cl_out_free(&words);
    return status;
}

/* What is refused, a file for example, does not end the making of a page by itself. */
static bool has_error(const complaint *told)
{
    cl_span text = cl_out_span(&told->text);
    size_t number = 0;
    for (cl_span line; cl_span_next(&text, '\n', &line);) {
        if (is_place(cl_span_trim(line), &number)) {
            return true;
        }
    }
    return false;
}

/* --- loading --- */

/* Another file of rules would be one more thing to guard. */
static const xmlNode *first_include(xmlDocPtr document)
{
    const xmlNode *root = xmlDocGetRootElement(document);
    for (const xmlNode *at = root == NULL ? NULL : root->children; at != NULL; at = at->next) {
        if (at->type == XML_ELEMENT_NODE && (xmlStrEqual(at->name, (const xmlChar *)"include") ||
                                             xmlStrEqual(at->name, (const xmlChar *)"import"))) {
            return at;
        }
    }
    return NULL;
}

static cl_status parse(const cl_stylesheet *sheet, cl_span bytes, xmlDocPtr *out, cl_error *error)
{
    complaint told;
    listen(&told);
    *out = xmlReadMemory((const char *)bytes.data, (int)bytes.len, sheet->path, NULL,
                         XML_PARSE_NONET | XML_PARSE_NOCDATA);
    stop_listening(&told);
    cl_status status = *out == NULL ? tell(sheet, &told, error) : CL_OK;
    cl_out_free(&told.text);
    if (*out == NULL) {
        return status;
    }
    if ((*out)->intSubset != NULL) {
        return cl_error_set(error, CL_BAD_CONFIG,
                            "%s:1: a stylesheet has no DOCTYPE here; take it out", sheet->path);
    }
    const xmlNode *include = first_include(*out);
    if (include != NULL) {
        return cl_error_set(error, CL_BAD_CONFIG,
                            "%s:%ld: xsl:%s: a stylesheet is one file here; copy what it needs",
                            sheet->path, xmlGetLineNo(include), (const char *)include->name);
    }
    return CL_OK;
}

/* The document becomes the stylesheet's when it compiles. */
static cl_status compile(cl_stylesheet *sheet, xmlDocPtr *document, cl_error *error)
{
    complaint told;
    listen(&told);
    sheet->compiled = xsltParseStylesheetDoc(*document);
    stop_listening(&told);
    bool works = sheet->compiled != NULL && sheet->compiled->errors == 0;
    if (sheet->compiled != NULL) {
        *document = NULL;
    }
    cl_status status = works ? CL_OK : tell(sheet, &told, error);
    cl_out_free(&told.text);
    return status;
}

static bool forbid_everything(cl_stylesheet *sheet)
{
    static const xsltSecurityOption options[] = {
        XSLT_SECPREF_READ_FILE, XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY,
        XSLT_SECPREF_READ_NETWORK, XSLT_SECPREF_WRITE_NETWORK};
    sheet->rights = xsltNewSecurityPrefs();
    bool done = sheet->rights != NULL;
    for (size_t i = 0; done && i < sizeof options / sizeof options[0]; i++) {
        done = xsltSetSecurityPrefs(sheet->rights, options[i], xsltSecurityForbid) == 0;
    }
    return done;
}

static cl_status load(cl_stylesheet *sheet, const char *path, cl_error *error)
{
    cl_span copy;
    cl_span bytes;
    xmlDocPtr document = NULL;
    CL_TRY(cl_arena_copy(sheet->arena, cl_span_of(path), &copy));
    sheet->path = (const char *)copy.data;
    CL_TRY(cl_source_read_file(sheet->arena, path, CL_STYLESHEET_MAX, &bytes, error));
    cl_status status = forbid_everything(sheet) ? CL_OK : CL_NO_MEMORY;
    if (status == CL_OK) {
        status = parse(sheet, bytes, &document, error);
    }
    if (status == CL_OK) {
        status = compile(sheet, &document, error);
    }
    xmlFreeDoc(document);
    return status;
}

cl_status cl_stylesheet_load(const char *path, cl_stylesheet **out, cl_error *error)
{
    *out = NULL;
    cl_stylesheet *sheet = has_begun() ? calloc(1, sizeof *sheet) : NULL;
    if (sheet == NULL) {
        return CL_NO_MEMORY;
    }
    sheet->arena = cl_arena_new(2 * CL_STYLESHEET_MAX);
    cl_status status = sheet->arena == NULL ? CL_NO_MEMORY : load(sheet, path, error);
    if (status != CL_OK) {
        cl_stylesheet_free(sheet);
        return status;
    }
    *out = sheet;
    return CL_OK;
}

void cl_stylesheet_free(cl_stylesheet *sheet)
{
    if (sheet != NULL) {
        xsltFreeStylesheet(sheet->compiled);
        xsltFreeSecurityPrefs(sheet->rights);
        cl_arena_free(sheet->arena);
        free(sheet);
    }
}

/* --- cl:message --- */

static void put_message(xmlXPathParserContextPtr context, const xmlChar *english,
                        xmlChar *const words[CL_FILLED_MAX], size_t count)
{
    cl_out text = {0};
    cl_span blanks[CL_FILLED_MAX];
    for (size_t i = 0; i < count; i++) {
        blanks[i] = cl_span_of((const char *)words[i]);
    }
    cl_filled_put(&text, cl_span_of(cl_message((const char *)english)), blanks, count);
    cl_out_byte(&text, '\0');
    valuePush(context, xmlXPathNewString(text.failed ? (const xmlChar *)"" : text.data));
    cl_out_free(&text);
}

static void message(xmlXPathParserContextPtr context, int count)
{
    xmlChar *words[CL_FILLED_MAX] = {NULL};
    if (count < 1 || count > CL_FILLED_MAX + 1) {
        xmlXPathSetArityError(context);
        return;
    }
    for (int i = count - 2; i >= 0; i--) {
        words[i] = xmlXPathPopString(context);
    }
    xmlChar *english = xmlXPathPopString(context);
    if (english != NULL && !xmlXPathCheckError(context)) {
        put_message(context, english, words, (size_t)count - 1);
    }
    xmlFree(english);
    for (int i = 0; i < CL_FILLED_MAX; i++) {
        xmlFree(words[i]);
    }
}

/* --- applying --- */

static xsltTransformContextPtr prepare(const cl_stylesheet *sheet, const cl_tree *tree)
{
    xsltTransformContextPtr context =
        xsltNewTransformContext(sheet->compiled, cl_tree_document(tree));
    if (context == NULL) {
        return NULL;
    }
    context->maxTemplateDepth = CL_STYLESHEET_DEPTH_MAX;
    context->maxTemplateVars = CL_STYLESHEET_VARIABLES_MAX;
    context->opLimit = CL_STYLESHEET_WORK_MAX;
    context->xpathCtxt->opLimit = CL_STYLESHEET_WORK_MAX;
    if (xsltSetCtxtSecurityPrefs(sheet->rights, context) != 0 ||
        xsltRegisterExtFunction(context, (const xmlChar *)"message",
                                (const xmlChar *)CL_STYLESHEET_SPACE, message) != 0) {
        xsltFreeTransformContext(context);
        return NULL;
    }
    return context;
}

static cl_status transform(const cl_stylesheet *sheet, const cl_tree *tree, xmlDocPtr *out,
                           cl_error *error)
{
    complaint told;
    *out = NULL;
    xsltTransformContextPtr context = prepare(sheet, tree);
    if (context == NULL) {
        return CL_NO_MEMORY;
    }
    listen(&told);
    xsltSetTransformErrorFunc(context, &told, take_words);
    *out =
        xsltApplyStylesheetUser(sheet->compiled, cl_tree_document(tree), NULL, NULL, NULL, context);
    stop_listening(&told);
    bool works = *out != NULL && context->state == XSLT_STATE_OK && !has_error(&told);
    cl_status status = works ? CL_OK : tell(sheet, &told, error);
    xsltFreeTransformContext(context);
    cl_out_free(&told.text);
    return status;
}

static xmlNodePtr next_node(xmlNodePtr node)
{
    if (node->children != NULL && node->type == XML_ELEMENT_NODE) {
        return node->children;
    }
    while (node != NULL && node->next == NULL) {
        node = node->parent;
    }
    return node == NULL ? NULL : node->next;
}

/* A comment is written as it is wherever it stands. */
static bool mark_gap(xmlDocPtr page)
{
    xmlNodePtr node = page->children;
    while (node != NULL && (node->type != XML_PI_NODE ||
                            !xmlStrEqual(node->name, (const xmlChar *)CL_STYLESHEET_GAP))) {
        node = next_node(node);
    }
    xmlNodePtr mark =
        node == NULL ? NULL : xmlNewDocComment(page, (const xmlChar *)CL_STYLESHEET_GAP);
    if (mark == NULL) {
        return false;
    }
    xmlFreeNode(xmlReplaceNode(node, mark));
    return true;
}

static int write_out(void *context, const char *bytes, int len)
{
    cl_out *out = context;
    cl_out_put(out, (cl_span){(const uint8_t *)bytes, len < 0 ? 0 : (size_t)len});
    return out->failed ? -1 : len;
}

/* A page says its <!DOCTYPE html> itself: the one that libxslt would put there is an old one. */
static void put_page(xmlDocPtr page, cl_out *out)
{
    const xmlNode *root = xmlDocGetRootElement(page);
    xmlOutputBufferPtr to = xmlOutputBufferCreateIO(write_out, NULL, out, NULL);
    if (to == NULL) {
        out->failed = true;
        return;
    }
    if (root != NULL && xmlStrEqual(root->name, (const xmlChar *)"html")) {
        (void)htmlSetMetaEncoding(page, (const xmlChar *)"UTF-8");
    }
    for (xmlNodePtr node = page->children; node != NULL; node = node->next) {
        if (node->type != XML_DTD_NODE) {
            htmlNodeDumpFormatOutput(to, page, node, "UTF-8", 0);
        }
    }
    (void)xmlOutputBufferClose(to);
    cl_out_byte(out, '\n');
}

/* Takes the mark out again. */
static size_t close_gap(cl_out *out, size_t from)
{
    cl_span page = cl_span_from(cl_out_span(out), from);
    size_t at = cl_span_find(page, CL_SPAN(GAP));
    if (at == page.len) {
        return SIZE_MAX;
    }
    size_t behind = from + at + sizeof GAP - 1;
    memmove(out->data + from + at, out->data + behind, out->len - behind);
    out->len -= sizeof GAP - 1;
    return from + at;
}

cl_status cl_stylesheet_apply(cl_stylesheet *sheet, const cl_tree *tree, cl_out *out, size_t *gap,
                              cl_error *error)
{
    xmlDocPtr page = NULL;
    *gap = SIZE_MAX;
    if (cl_tree_failed(tree)) {
        return CL_NO_MEMORY;
    }
    cl_status status = transform(sheet, tree, &page, error);
    if (status == CL_OK) {
        size_t from = out->len;
        bool has_gap = mark_gap(page);
        put_page(page, out);
        status = out->failed ? CL_NO_MEMORY : CL_OK;
        *gap = has_gap && status == CL_OK ? close_gap(out, from) : SIZE_MAX;
    }
    xmlFreeDoc(page);
    return status;
}
