/*
 * What is wrong with a question, all of it: the parser notes every fault and
 * goes on, so that somebody who writes a query by hand is told once.
 */
#ifndef TVS_DATA_FAULTS_H
#define TVS_DATA_FAULTS_H

#include "platform/arena.h"
#include "platform/fault.h"

#define DATA_FAULTS_MAX 32

struct data_fault {
    enum fault fault;
    const char *path; /* the parameter's name */
    const char *args[3];
};

/* Zeroed, with the arena set. Faults beyond the maximum are dropped. */
struct data_faults {
    struct arena *arena;
    struct data_fault list[DATA_FAULTS_MAX];
    int count;
};

/* Copies the texts; arg0 and arg1 may be NULL. */
void data_faults_add(struct data_faults *faults, enum fault fault,
                     const char *path, const char *arg0, const char *arg1);
/* With three. */
void data_faults_add_three(struct data_faults *faults, enum fault fault,
                           const char *path, const char *const args[3]);
/* FAULT_TOO_MANY of `what`. */
void data_faults_too_many(struct data_faults *faults, const char *path,
                          const char *what, long long count, long long max);
/* 400 if one of them is about the question's form or names what does not
 * exist, else the status of the first. */
int data_faults_status(const struct data_faults *faults);

#endif
