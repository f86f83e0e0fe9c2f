/*
 * The life of an upload: head -> (profile) -> body into the spool -> has the
 * key been used? -> (acknowledgement ->) the lane -> answer. The import
 * outlives a client that goes away once its body is complete; the key tells
 * what became of it.
 */
#include "ops/import_post.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "http/problem.h"
#include "import_answer.h"
#include "import_impact.h"
#include "import_progress.h"
#include "import_request.h"
#include "import_saved.h"
#include "import_scope.h"
#include "ingest/form.h"
#include "ingest/import_backlog.h"
#include "ingest/import_lane.h"
#include "metrics.h"
#include "platform/check.h"
#include "platform/clock.h"
#include "platform/config.h"
#include "platform/digest.h"
#include "platform/log.h"
#include "platform/spool_jobs.h"
#include "prefer.h"

#define RESPOND_ASYNC "respond-async"
#define SAVED_MAX_BYTES SPOOL_JOB_MAX_BYTES

struct post {
    struct op *op; /* NULL once the client is gone */
    struct app *app;
    struct import_job *job;
    struct digest digest;
    enum lang lang;
    bool async;          /* it is to be acknowledged before it runs */
    const char *profile; /* its document */
};

static void post_free(struct post *post)
{
    digest_fini(&post->digest);
    if (post->job->durable != NULL) {
        import_backlog_drop(post->job);
    }
    import_scope_drop(post->job->options.scope);
    import_job_free(post->job);
    free(post);
}

/* Answers an error and is done with the upload. */
static void post_fail(struct post *post, const struct error *err)
{
    struct op *op = post->op;
    if (op != NULL) {
        op->on_gone = NULL;
        op_fail_error(op, err);
    }
    post_free(post);
}

static void on_gone_before_run(struct op *op)
{
    post_free(op->data);
}

/* Nobody waits for a workbook that is still being read: the same key may send
 * it again. */
static void on_gone_while_running(struct op *op)
{
    struct post *post = op->data;
    post->op = NULL;
    if (!post->async && import_lane_withdraw(post->app->imports, post->job)) {
        post_free(post);
    }
}

/* --- the answer --- */

static void compose(const struct import_job *job, struct buffer *out)
{
    const struct post *post = job->ctx;
    if (job->state == IMPORT_FAILED || job->state == IMPORT_CANCELLED) {
        problem_write(out, job->status, &job->err, post->lang, "");
    } else {
        import_answer_write(job, post->lang, out);
    }
}

static void plan_impact(struct import_job *job)
{
    const struct post *post = job->ctx;
    import_impact_plan(job, post->app->config, post->lang);
}

static void add_location(struct op *op, const char *id)
{
    char location[80];
    snprintf(location, sizeof(location), "/v1/imports/%s", id);
    reply_header(op->req, "Location", location);
}

static void send_answer(struct op *op, const struct import_job *job)
{
    if (job->state != IMPORT_VALIDATED) {
        add_location(op, job->id);
    }
    reply_send(op->req, job->status, import_answer_type(job->status),
               job->answer.data, job->answer.len);
}

static void count(struct app *app, const struct import_job *job)
{
    static const enum metrics_import HOW[] = {
        [IMPORT_WAITING] = METRICS_IMPORT_FAILED,
        [IMPORT_COMMITTED] = METRICS_IMPORT_COMMITTED,
        [IMPORT_VALIDATED] = METRICS_IMPORT_VALIDATED,
        [IMPORT_REJECTED] = METRICS_IMPORT_REJECTED,
        [IMPORT_FAILED] = METRICS_IMPORT_FAILED,
        [IMPORT_CANCELLED] = METRICS_IMPORT_CANCELLED,
    };
    const struct metrics_rows rows = {
        .inserted = job->counts.inserted,
        .updated = job->counts.updated,
        .unchanged = job->counts.unchanged,
        .rejected = job->counts.rejected,
    };
    metrics_import(app->metrics, HOW[job->state], &rows);
}

static void log_done(const struct import_job *job)
{
    LOG(LOG_INFO, job->request_id, "import_done", LOG_TEXT("import", job->id),
        LOG_TEXT("state", import_state_name(job->state)),
        LOG_INT("revision", job->revision), LOG_INT("rows", job->counts.read),
        LOG_INT("errors", job->counts.errors));
}

static void on_import_done(struct import_job *job)
{
    struct post *post = job->ctx;
    /* The key was taken while this one ran: the retry gets its answer. */
    if (job->state == IMPORT_FAILED && job->err.fault == FAULT_CONFLICT) {
        error_set(&job->err, FAULT_IN_PROGRESS, NULL, NULL, NULL);
    }
    if (!job->recorded) {
        count(post->app, job);
        log_done(job);
    }
    if (job->durable != NULL) {
        import_backlog_end(job);
        return;
    }
    if (job->state == IMPORT_FAILED) {
        post_fail(post, &job->err);
        return;
    }
    if (post->op != NULL) {
        post->op->on_gone = NULL;
        send_answer(post->op, job);
    }
    post_free(post);
}

/* --- an answer before the import --- */

static void acknowledge(struct op *op, const struct import_job *job)
{
    op->on_gone = NULL;
    add_location(op, job->id);
    reply_header(op->req, "Preference-Applied", RESPOND_ASYNC);
    import_progress_send(op, job);
}

static void on_accepted(struct import_job *job, const struct error *err)
{
    struct post *post = job->ctx;
    if (err != NULL) {
        post_fail(post, err);
        return;
    }
    if (post->op != NULL) {
        acknowledge(post->op, job);
        post->op = NULL;
    }
}

/* Whoever asks stays known: the text is written while they are there. */
static void accept_job(struct post *post)
{
    struct buffer text;
    struct error err = {0};
    const struct import_saved saved = {
        .job = post->job,
        .actor = post->op->actor,
        .lang = post->lang,
        .profile = post->profile,
    };
    if (!import_backlog_admits(post->app->backlog, post->job, 0, &err)) {
        post_fail(post, &err);
        return;
    }
    post->op->on_gone = on_gone_while_running;
    buffer_init(&text, SAVED_MAX_BYTES);
    import_saved_write(&saved, &text);
    CHECK(!text.failed);
    import_backlog_accept(post->job, &text, on_accepted);
    buffer_fini(&text);
}

/* --- the key --- */

/* An import with this key is under way: the same one? */
static void meet(struct post *post, const struct import_job *other)
{
    struct error err = {0};
    struct op *op = post->op;
    if (!post->async || other == NULL || !import_backlog_acknowledged(other) ||
        strcmp(other->fingerprint, post->job->fingerprint) != 0) {
        error_set(&err, FAULT_IN_PROGRESS, NULL, NULL, NULL);
        post_fail(post, &err);
        return;
    }
    reply_header(op->req, "Idempotent-Replay", "true");
    acknowledge(op, other);
    post_free(post);
}

static bool is_met(struct post *post)
{
    const struct import_job *job = post->job;
    const char *key = job->idempotency_key;
    if (key == NULL) {
        return false;
    }
    const struct import_job *other =
        import_backlog_find_key(post->app->backlog, job->actor, key);
    if (other == NULL &&
        !import_lane_has_key(post->app->imports, job->actor, key)) {
        return false;
    }
    meet(post, other);
    return true;
}

static void submit(struct post *post)
{
    struct error err = {0};
    if (is_met(post)) {
        return;
    }
    if (post->async) {
        accept_job(post);
        return;
    }
    post->op->on_gone = on_gone_while_running;
    post->op->req->watched = import_convert_wants(post->job);
    if (!import_lane_submit(post->app->imports, post->job)) {
        error_set(&err, FAULT_OVERLOADED, NULL, NULL, NULL);
        post_fail(post, &err);
    }
}

static void replay(struct post *post, const struct db_result *result)
{
    struct op *op = post->op;
    int status = (int)db_int(result, 0, 2);
    op->on_gone = NULL;
    metrics_import(post->app->metrics, METRICS_IMPORT_REPLAYED, NULL);
    add_location(op, db_text(result, 0, 0));
    reply_header(op->req, "Idempotent-Replay", "true");
    reply_send(op->req, status, import_answer_type(status),
               db_text(result, 0, 3), (size_t)db_length(result, 0, 3));
    post_free(post);
}

static void on_key_looked_up(struct op *op, const struct db_result *result,
                             const struct error *failure)
{
    struct post *post = op->data;
    struct error err = {0};
    if (failure != NULL) {
        post_fail(post, failure);
    } else if (db_rows(result) == 0) {
        submit(post);
    } else if (strcmp(db_text(result, 0, 1), post->job->fingerprint) == 0) {
        replay(post, result);
    } else {
        error_set(&err, FAULT_KEY_REUSED, NULL, NULL, NULL);
        post_fail(post, &err);
    }
}

/* --- the body --- */

static void on_data(struct request *req, const void *data, size_t len)
{
    struct op *op = req->op;
    struct post *post = op->data;
    struct error err = {0};
    if (post == NULL) {
        return;
    }
    digest_add(&post->digest, data, len);
    if (!spool_write(post->job->spool, data, len, &err)) {
        op->data = NULL;
        post_fail(post, &err);
    }
}

/* The body is complete: has the key been used? */
static void go_on(struct post *post)
{
    struct op *op = post->op;
    struct import_job *job = post->job;
    char *sha256 = arena_alloc(&job->arena, DIGEST_HEX_SIZE);
    digest_hex(&post->digest, sha256);
    job->sha256 = sha256;
    job->fingerprint = import_request_fingerprint(op->req, job);
    if (job->idempotency_key == NULL) {
        submit(post);
        return;
    }
    const char *const key[] = {job->actor, job->idempotency_key};
    op_query_try(op, STATEMENT_IMPORT_BY_KEY, key, 2, on_key_looked_up);
}

static void on_end(struct request *req)
{
    struct op *op = req->op;
    if (op->data != NULL) {
        go_on(op->data);
    }
}

static bool open_spool(struct post *post, struct error *err)
{
    struct app *app = post->app;
    int64_t bytes = post->op->req->content_length;
    if (!post->async) {
        post->job->spool = spool_open(app->config->spool_dir, err);
        return post->job->spool != NULL;
    }
    return import_backlog_admits(app->backlog, post->job, bytes > 0 ? bytes : 0,
                                 err) &&
           import_backlog_enter(app->backlog, post->job, err);
}

static void accept_body(struct post *post)
{
    static const struct body_sink SINK = {on_data, on_end};
    struct op *op = post->op;
    struct error err = {0};
    if (!open_spool(post, &err)) {
        post_fail(post, &err);
        return;
    }
    digest_init(&post->digest);
    if (!op->req->has_body) {
        on_end(op->req);
        return;
    }
    request_accept_body(op->req, op->app->config->max_upload_mb * 1024 * 1024,
                        &SINK);
}

/* --- the head --- */

static bool has_form(const struct import_job *job)
{
    return job->options.kind == IMPORT_FORMS;
}

static struct profile *compile_layout(const struct import_job *job,
                                      const char *json, size_t len,
                                      struct error *err)
{
    return has_form(job) ? form_compile(json, len, err)
                         : profile_compile(json, len, err);
}

static void on_profile(struct op *op, const struct db_result *result,
                       const struct error *failure)
{
    struct post *post = op->data;
    struct import_job *job = post->job;
    struct error err = {0};
    if (failure != NULL) {
        post_fail(post, failure);
        return;
    }
    if (db_rows(result) == 0) {
        error_set(&err, FAULT_NOT_FOUND, job->profile_name, NULL, NULL);
        post_fail(post, &err);
        return;
    }
    post->profile = arena_dup(&job->arena, db_text(result, 0, 0));
    job->profile =
        compile_layout(job, post->profile, strlen(post->profile), &err);
    if (job->profile == NULL) {
        post_fail(post, &err);
        return;
    }
    job->options.profile = job->profile;
    accept_body(post);
}

static struct post *post_make(struct app *app, struct import_job *job,
                              enum lang lang)
{
    struct post *post = calloc(1, sizeof(*post));
    CHECK(post != NULL);
    post->app = app;
    post->job = job;
    post->lang = lang;
    job->ctx = post;
    job->compose = compose;
    job->plan_impact = plan_impact;
    job->done = on_import_done;
    return post;
}

static struct post *post_new(struct op *op, struct import_job *job)
{
    struct post *post = post_make(op->app, job, op->req->lang);
    post->op = op;
    post->async = prefer_has(request_header(op->req, "Prefer"), RESPOND_ASYNC);
    job->actor = arena_dup(&job->arena, op->actor.name);
    job->request_id = arena_dup(&job->arena, op->req->id);
    job->options.today = clock_today();
    job->options.scope =
        import_scope_new(&job->arena, &op->actor, op->catalogue);
    op->data = post;
    op->on_gone = on_gone_before_run;
    return post;
}

void op_import_post(struct op *op)
{
    struct import_job *job = import_request_read(op);
    if (job == NULL) {
        return;
    }
    struct post *post = post_new(op, job);
    if (job->profile_name == NULL) {
        accept_body(post);
        return;
    }
    op_query_try(op,
                 has_form(job) ? STATEMENT_FORM_READ : STATEMENT_PROFILE_READ,
                 &job->profile_name, 1, on_profile);
}

void import_post_bodiless(struct op *op, struct import_job *job)
{
    struct post *post = post_new(op, job);
    struct error err = {0};
    if (post->async && !open_spool(post, &err)) {
        post_fail(post, &err);
        return;
    }
    digest_init(&post->digest);
    go_on(post);
}

/* --- what an earlier process left --- */

struct import_job *import_post_revive(void *app, const char *text, size_t len,
                                      struct error *err)
{
    struct app *own = app;
    struct import_saved saved;
    if (!import_saved_read(&saved, text, len, err)) {
        return NULL;
    }
    struct import_job *job = saved.job;
    struct post *post = post_make(own, job, saved.lang);
    post->profile = saved.profile;
    job->options.scope =
        import_scope_new(&job->arena, &saved.actor, own->catalogue);
    return job;
}

void import_post_forget(struct import_job *job)
{
    post_free(job->ctx);
}
