/* Opens HiGHS at run time and calls the few functions of its C interface that are needed.
 *
 * The library is opened with RTLD_LOCAL, so that its symbols meet those of no other library, and
 * the program is built and runs where HiGHS is not installed. One opened library is kept for the
 * life of the process. */
#ifndef GRADNIK_CHIGHS_H
#define GRADNIK_CHIGHS_H

#include <stdbool.h>
#include <stdint.h>

/* Opens the library at `path`. Returns false when it is not there, or lacks a function, or has
 * integers of 64 bits. Once it has returned true, later calls do nothing and return true. */
bool chighs_open(const char *path);

/* The version of the opened library, three numbers; empty before it is opened. */
const char *chighs_version(void);

/* What a running solver tells: the best value so far and the proved bound. Returning true stops
 * it. `solution` has the columns of a better solution, or is NULL. */
typedef bool (*chighs_listener)(
  void *context, double bound, double best, const double *solution);

/* A model by rows. Integrality: 0 continuous, 1 integer; NULL when all are continuous. */
typedef struct {
  int32_t columns;
  int32_t rows;
  int32_t entries;
  const double *cost;
  const double *column_lower;
  const double *column_upper;
  const double *row_lower;
  const double *row_upper;
  const int32_t *start;
  const int32_t *index;
  const double *value;
  const int32_t *integrality;
} chighs_model;

void *chighs_create(void);
void chighs_destroy(void *solver);

/* Passes a model to maximise. Returns false when it is refused. */
bool chighs_pass(void *solver, const chighs_model *model);
bool chighs_set_bool(void *solver, const char *option, bool value);
bool chighs_set_int(void *solver, const char *option, int32_t value);
bool chighs_set_double(void *solver, const char *option, double value);
bool chighs_set_string(void *solver, const char *option, const char *value);
bool chighs_set_solution(void *solver, const double *columns);
bool chighs_change_costs(void *solver, int32_t columns, const double *cost);
bool chighs_change_bounds(void *solver, int32_t column, double lower, double upper);
bool chighs_change_row(void *solver, int32_t row, double lower, double upper);
bool chighs_add_row(
  void *solver, double lower, double upper, int32_t entries, const int32_t *index,
  const double *value);

/* Runs, calling the listener, which may be NULL. Returns the model status: 7 optimal,
 * 8 infeasible, 9 infeasible or unbounded, 10 unbounded, 13 time limit, 17 interrupted. */
int32_t chighs_run(void *solver, chighs_listener listener, void *context);

double chighs_objective(void *solver);
/* The bound of the mixed-integer program. */
double chighs_bound(void *solver);
int64_t chighs_nodes(void *solver);
/* 2 when there is a feasible solution. */
int32_t chighs_primal_status(void *solver);
bool chighs_solution(
  void *solver, double *column_value, double *column_dual, double *row_value, double *row_dual);

#endif
