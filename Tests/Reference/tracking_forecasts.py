"""Reference values for the forecasts, by statsmodels.

    pip install statsmodels==0.15.0
    python3 Tests/Reference/tracking_forecasts.py ../shared/data/cities/urban-audit.csv.gz

Writes tracking-forecasts.csv beside itself: for a sample of real yearly series (named by city and
indicator, their values are not stored) the mean absolute one-step error over the last four origins
of the naive forecast, of three models and of the one of the smallest AICc, and the least sum of
squared errors on the whole series.
"""
import collections, csv, gzip, os, sys, warnings
import numpy as np
import statsmodels
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

warnings.filterwarnings("ignore")
ORIGINS, FEWEST, WANTED = 4, 12, 240
MODELS = [("simple", {}), ("holt", {"trend": "add"}), ("damped", {"trend": "add", "damped_trend": True})]


def runs(path):
    """The last run of consecutive years of every series, if it is long enough and varies."""
    series = collections.defaultdict(dict)
    with gzip.open(path, "rt", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            series[row["indicator"], row["city_code"]][int(row["year"])] = float(row["value"])
    for key in sorted(series):
        values, year, run = series[key], max(series[key]), []
        while year in values:
            run.insert(0, values[year])
            year -= 1
        if len(run) >= FEWEST and len(set(run)) > FEWEST // 2:
            yield key, np.array(run)


def fit(values, options):
    size = np.mean(np.abs(values))
    result = ETSModel(values / size, error="add", **options).fit(disp=False, maxiter=2000)
    return result, size


def row(key, values):
    errors = collections.defaultdict(list)
    for last in range(len(values) - ORIGINS, len(values)):
        past, actual = values[:last], values[last]
        errors["naive"].append(abs(past[-1] - actual))
        best = None
        for name, options in MODELS:
            result, size = fit(past, options)
            error = abs(result.forecast(1)[0] * size - actual)
            errors[name].append(error)
            if best is None or result.aicc < best[0]:
                best = (result.aicc, error)
        errors["aicc"].append(best[1])
    squares = []
    for name, options in MODELS:
        result, size = fit(values, options)
        squares.append(result.sse * size * size)
    names = ["naive", "simple", "holt", "damped", "aicc"]
    return [key[1], key[0], len(values)] + [f"{np.mean(errors[n]):.10g}" for n in names] + [
        f"{s:.10g}" for s in squares]


def main():
    every = list(runs(sys.argv[1]))
    step = max(1, len(every) // WANTED)
    target = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tracking-forecasts.csv")
    with open(target, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["city", "indicator", "values", "naive", "simple", "holt", "damped", "aicc",
                         "sse_simple", "sse_holt", "sse_damped"])
        for key, values in every[::step][:WANTED]:
            writer.writerow(row(key, values))
    print(statsmodels.__version__, len(every), "series,", min(WANTED, len(every[::step])), "written")


main()
