"""Prints reference values for single series and evaluations, by statsmodels 0.15.0."""
import warnings
import numpy as np
import pandas as pd
import statsmodels.api as sm
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from scipy import stats

warnings.filterwarnings("ignore")
OIL = [446.6565, 454.4733, 455.663, 423.6322, 456.2713, 440.5881, 425.3325, 485.1494, 506.0482,
       526.792, 514.2689, 494.211]
AIR = [17.5534, 21.8601, 23.8866, 26.9293, 26.8885, 28.8314, 30.0751, 30.9535, 30.1857, 31.5797,
       32.5776, 33.4774, 39.0216, 41.3864, 41.5966]
NILE = [1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960,
        1180, 799, 958, 1140]
for name, values in [("OIL", OIL), ("AIR", AIR), ("NILE", NILE)]:
    for model, options in [("simple", {}), ("holt", {"trend": "add"}),
                           ("damped", {"trend": "add", "damped_trend": True})]:
        fit = ETSModel(pd.Series(values, dtype=float), error="add", **options).fit(disp=False, maxiter=5000)
        exact = fit.get_prediction(start=len(values), end=len(values) + 2, method="exact")
        ratio = np.asarray(exact.forecast_variance) / fit.mse
        print(name, model, dict(zip(fit.model.param_names, np.round(fit.params, 6))), "sse", fit.sse,
              "aicc", fit.aicc, "forecast", fit.forecast(3).tolist(), "variance/mse", ratio)

y = np.array([52, 50.5, 51.2, 49, 49.5, 48.1, 47.9, 43, 42.1, 40.9, 40.2, 38.1, 37.5])
years = np.arange(2010, 2023)
start = 2017
d = (years >= start).astype(float)
t = years - start
X = np.column_stack([np.ones(len(y)), t, d, t * d])
for lag in [0, 1, 2]:
    fit = sm.OLS(y, X).fit(cov_type="HAC", cov_kwds={"maxlags": lag, "use_correction": True}, use_t=True)
    test = fit.t_test(np.array([[0, 0, 1, 0], [0, 0, 0, 1], [0, 0, 1, 5]]))
    print("ITS lag", lag, test.effect, test.conf_int())
b, a = y[:7], y[7:]
c = sm.stats.CompareMeans(sm.stats.DescrStatsW(a), sm.stats.DescrStatsW(b))
print("Welch", a.mean() - b.mean(), c.tconfint_diff(usevar="unequal"))

units = {  # before 2012-2015, after 2016-2018
    "Celje": [10, 11, 12.5, 13, 18, 19, 19.5], "Maribor": [20, 21.5, 22, 23, 24, 25.5, 26],
    "Koper": [15, 15.5, 17, 18, 18.5, 19.5, 21], "Kranj": [8, 9.5, 10, 11, 12.5, 12, 14],
    "Ptuj": [30, 30.5, 32, 33.5, 33, 35, 36]}
for treated in [["Celje"], ["Celje", "Maribor"]]:
    change = np.array([np.mean(v[4:]) - np.mean(v[:4]) for v in units.values()])
    slope = np.array([np.polyfit(range(4), v[:4], 1)[0] for v in units.values()])
    X = sm.add_constant(np.array([float(k in treated) for k in units]))
    for what, v in [("change", change), ("slope", slope)]:
        fit = sm.OLS(v, X).fit()
        print("DiD", treated, what, fit.params[1], fit.conf_int()[1])
