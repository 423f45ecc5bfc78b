#include "CHighs.h"

#include <dlfcn.h>
#include <stddef.h>
#include <stdlib.h>

static const int32_t maximise = -1;
static const int32_t by_rows = 2;
static const int32_t improving_solution = 4;
static const int32_t mip_interrupt = 6;
static const int32_t simplex_interrupt = 1;

typedef void (*callback)(int, const char *, const void *, void *, void *);

static struct {
  void *library;
  const char *version;
  void *(*create)(void);
  void (*destroy)(void *);
  const char *(*version_text)(void);
  int32_t (*pass_mip)(
    void *, int32_t, int32_t, int32_t, int32_t, int32_t, double, const double *, const double *,
    const double *, const double *, const double *, const int32_t *, const int32_t *,
    const double *, const int32_t *);
  int32_t (*pass_lp)(
    void *, int32_t, int32_t, int32_t, int32_t, int32_t, double, const double *, const double *,
    const double *, const double *, const double *, const int32_t *, const int32_t *,
    const double *);
  int32_t (*set_bool)(void *, const char *, int32_t);
  int32_t (*set_int)(void *, const char *, int32_t);
  int32_t (*set_double)(void *, const char *, double);
  int32_t (*set_string)(void *, const char *, const char *);
  int32_t (*set_solution)(void *, const double *, const double *, const double *, const double *);
  int32_t (*change_costs)(void *, int32_t, int32_t, const double *);
  int32_t (*change_bounds)(void *, int32_t, double, double);
  int32_t (*change_row)(void *, int32_t, double, double);
  int32_t (*add_row)(void *, double, double, int32_t, const int32_t *, const double *);
  int32_t (*run)(void *);
  int32_t (*status)(const void *);
  int32_t (*solution)(const void *, double *, double *, double *, double *);
  int32_t (*int_info)(const void *, const char *, int32_t *);
  int32_t (*long_info)(const void *, const char *, int64_t *);
  int32_t (*double_info)(const void *, const char *, double *);
  double (*objective)(const void *);
  int32_t (*set_callback)(void *, callback, void *);
  int32_t (*start_callback)(void *, int);
  int32_t (*stop_callback)(void *, int);
  const void *(*data_item)(const void *, const char *);
  int32_t (*size_of_integer)(const void *);
} highs;

static bool find(void *library, const char *name, void *function) {
  void *symbol = dlsym(library, name);
  *(void **)function = symbol;
  return symbol != NULL;
}

static bool find_all(void *library) {
  return find(library, "Highs_create", &highs.create)
    && find(library, "Highs_destroy", &highs.destroy)
    && find(library, "Highs_version", &highs.version_text)
    && find(library, "Highs_passMip", &highs.pass_mip)
    && find(library, "Highs_passLp", &highs.pass_lp)
    && find(library, "Highs_setBoolOptionValue", &highs.set_bool)
    && find(library, "Highs_setIntOptionValue", &highs.set_int)
    && find(library, "Highs_setDoubleOptionValue", &highs.set_double)
    && find(library, "Highs_setStringOptionValue", &highs.set_string)
    && find(library, "Highs_setSolution", &highs.set_solution)
    && find(library, "Highs_changeColsCostByRange", &highs.change_costs)
    && find(library, "Highs_changeColBounds", &highs.change_bounds)
    && find(library, "Highs_changeRowBounds", &highs.change_row)
    && find(library, "Highs_addRow", &highs.add_row)
    && find(library, "Highs_run", &highs.run)
    && find(library, "Highs_getModelStatus", &highs.status)
    && find(library, "Highs_getSolution", &highs.solution)
    && find(library, "Highs_getIntInfoValue", &highs.int_info)
    && find(library, "Highs_getInt64InfoValue", &highs.long_info)
    && find(library, "Highs_getDoubleInfoValue", &highs.double_info)
    && find(library, "Highs_getObjectiveValue", &highs.objective)
    && find(library, "Highs_setCallback", &highs.set_callback)
    && find(library, "Highs_startCallback", &highs.start_callback)
    && find(library, "Highs_stopCallback", &highs.stop_callback)
    && find(library, "Highs_getCallbackDataOutItem", &highs.data_item)
    && find(library, "Highs_getSizeofHighsInt", &highs.size_of_integer);
}

bool chighs_open(const char *path) {
  if (highs.library != NULL) { return true; }
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) { return false; }
  if (!find_all(library) || highs.size_of_integer(NULL) != 4) {
    dlclose(library);
    return false;
  }
  highs.library = library;
  highs.version = highs.version_text();
  return true;
}

const char *chighs_version(void) { return highs.version == NULL ? "" : highs.version; }

void *chighs_create(void) {
  void *solver = highs.create();
  if (solver != NULL) { highs.set_bool(solver, "output_flag", 0); }
  return solver;
}

void chighs_destroy(void *solver) { highs.destroy(solver); }

bool chighs_pass(void *solver, const chighs_model *model) {
  if (model->integrality == NULL) {
    return highs.pass_lp(
      solver, model->columns, model->rows, model->entries, by_rows, maximise, 0, model->cost,
      model->column_lower, model->column_upper, model->row_lower, model->row_upper, model->start,
      model->index, model->value) != -1;
  }
  return highs.pass_mip(
    solver, model->columns, model->rows, model->entries, by_rows, maximise, 0, model->cost,
    model->column_lower, model->column_upper, model->row_lower, model->row_upper, model->start,
    model->index, model->value, model->integrality) != -1;
}

bool chighs_set_bool(void *solver, const char *option, bool value) {
  return highs.set_bool(solver, option, value) == 0;
}

bool chighs_set_int(void *solver, const char *option, int32_t value) {
  return highs.set_int(solver, option, value) == 0;
}

bool chighs_set_double(void *solver, const char *option, double value) {
  return highs.set_double(solver, option, value) == 0;
}

bool chighs_set_string(void *solver, const char *option, const char *value) {
  return highs.set_string(solver, option, value) == 0;
}

bool chighs_set_solution(void *solver, const double *columns) {
  return highs.set_solution(solver, columns, NULL, NULL, NULL) != -1;
}

bool chighs_change_costs(void *solver, int32_t columns, const double *cost) {
  return columns == 0 || highs.change_costs(solver, 0, columns - 1, cost) != -1;
}

bool chighs_change_bounds(void *solver, int32_t column, double lower, double upper) {
  return highs.change_bounds(solver, column, lower, upper) != -1;
}

bool chighs_change_row(void *solver, int32_t row, double lower, double upper) {
  return highs.change_row(solver, row, lower, upper) != -1;
}

bool chighs_add_row(
  void *solver, double lower, double upper, int32_t entries, const int32_t *index,
  const double *value
) {
  return highs.add_row(solver, lower, upper, entries, index, value) != -1;
}

struct hearing {
  chighs_listener listener;
  void *context;
};

static double number(const void *data, const char *name, double otherwise) {
  const double *item = highs.data_item(data, name);
  return item == NULL ? otherwise : *item;
}

/* The first field of the data in is the int that interrupts. */
static void hear(int type, const char *message, const void *data, void *answer, void *context) {
  (void)message;
  struct hearing *hearing = context;
  const double *solution = NULL;
  double bound = 0, best = 0;
  if (type == simplex_interrupt) {
    bound = 1e300;
    best = -1e300;
  } else {
    bound = number(data, "mip_dual_bound", 1e300);
    best = number(data, "mip_primal_bound", -1e300);
    if (type == improving_solution) {
      solution = highs.data_item(data, "mip_solution");
      best = number(data, "objective_function_value", best);
    }
  }
  bool stops = hearing->listener(hearing->context, bound, best, solution);
  if (stops && answer != NULL && type != improving_solution) { *(int *)answer = 1; }
}

int32_t chighs_run(void *solver, chighs_listener listener, void *context) {
  struct hearing hearing = {listener, context};
  if (listener != NULL) {
    highs.set_callback(solver, hear, &hearing);
    highs.start_callback(solver, improving_solution);
    highs.start_callback(solver, mip_interrupt);
    highs.start_callback(solver, simplex_interrupt);
  }
  highs.run(solver);
  if (listener != NULL) {
    highs.stop_callback(solver, improving_solution);
    highs.stop_callback(solver, mip_interrupt);
    highs.stop_callback(solver, simplex_interrupt);
    highs.set_callback(solver, NULL, NULL);
  }
  return highs.status(solver);
}

double chighs_objective(void *solver) { return highs.objective(solver); }

double chighs_bound(void *solver) {
  double bound = 0;
  highs.double_info(solver, "mip_dual_bound", &bound);
  return bound;
}

int64_t chighs_nodes(void *solver) {
  int64_t nodes = 0;
  highs.long_info(solver, "mip_node_count", &nodes);
  return nodes;
}

int32_t chighs_primal_status(void *solver) {
  int32_t status = 0;
  highs.int_info(solver, "primal_solution_status", &status);
  return status;
}

bool chighs_solution(
  void *solver, double *column_value, double *column_dual, double *row_value, double *row_dual
) {
  return highs.solution(solver, column_value, column_dual, row_value, row_dual) != -1;
}
