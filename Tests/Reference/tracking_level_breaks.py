"""Prints, for series of n independent normal values, the 90, 95 and 99 % quantiles of the largest F
statistic of a step on a line over all years with three values on either side (numpy 2.4.6)."""
import numpy as np
rng=np.random.default_rng(1)
for n in [8,9,10,12,15,20,25,30,40]:
    R=200000 if n<=15 else 100000
    t=np.arange(n); X=np.column_stack([np.ones(n),t-t.mean()])
    Q,_=np.linalg.qr(X); M=np.eye(n)-Q@Q.T
    y=rng.standard_normal((R,n)); r=y@M
    sse0=(r**2).sum(1); best=np.zeros(R)
    for k in range(3,n-2):
        d=(t>=k).astype(float); dm=M@d
        g=(r@dm)**2/(dm@dm)
        F=g/((sse0-g)/(n-3)); best=np.maximum(best,F)
    print(n, np.quantile(best,[.9,.95,.99]).round(2),flush=True)
