#include "import_progress.h"

#include "ingest/import_backlog.h"
#include "ingest/import_lane.h"
#include "platform/clock.h"

#define MAX_BYTES 16384
#define ASK_AGAIN "1" /* seconds */

static const char *state_of(const struct import_job *job)
{
    bool commits = job->phase == IMPORT_PHASE_COMMITTING;
    if (job->state != IMPORT_WAITING && !commits) {
        return "ending"; /* its record is being written */
    }
    return job->phase == IMPORT_PHASE_QUEUED ? "waiting" : "running";
}

static void write_time(struct json_writer *json, const char *key, int64_t us)
{
    char text[CLOCK_ISO_SIZE];
    if (us > 0) {
        clock_iso(us / 1000000, text);
    }
    json_member_string(json, key, us > 0 ? text : NULL);
}

void import_progress_write(struct json_writer *json,
                           const struct import_lane *lane,
                           const struct import_job *job)
{
    json_begin_object(json);
    json_member_string(json, "id", job->id);
    json_member_string(json, "kind", import_kind_name(job->options.kind));
    json_member_string(json, "state", state_of(job));
    json_member_string(json, "phase", import_phase_name(job->phase));
    json_member_int(json, "ahead", import_lane_ahead(lane, job));
    write_time(json, "received_at", job->received_us);
    write_time(json, "started_at", job->started_us);
    json_member_string(json, "actor", job->actor);
    json_member_string(json, "request_id", job->request_id);
    json_member_string(json, "idempotency_key", job->idempotency_key);
    json_member_string(json, "file_name", job->file_name);
    json_member_string(json, "sha256", job->sha256);
    json_member_int(json, "bytes", spool_size(job->spool));
    json_key(json, "rows");
    json_begin_object(json);
    json_member_int(json, "read", job->counts.read);
    json_end_object(json);
    json_end_object(json);
}

void import_progress_send(struct op *op, const struct import_job *job)
{
    struct buffer body;
    struct json_writer json;
    buffer_init(&body, MAX_BYTES);
    json_init(&json, &body);
    import_progress_write(&json, op->app->imports, job);
    buffer_add_char(&body, '\n');
    reply_header(op->req, "Retry-After", ASK_AGAIN);
    reply_header(op->req, "Cache-Control", "no-store");
    reply_send(op->req, 202, "application/json", body.data, body.len);
    buffer_fini(&body);
}
