"""The Python side of `npm run bench -- kernels --python`: one request per line on standard input,
one answer per line on standard output, both JSON.

    {"ask": "versions"}                                   → {"numpy": "…", …}
    {"ask": "prepare", "case": …, "sizes": {…}, "arrays": {name: [path, dtype]}}
                                                          → [[contender, precision], …]
    {"ask": "outcome", "contender": …, "path": …}         → {"value": number or null}, the vector in the file
    {"ask": "sample", "contender": …, "repeats": …}       → milliseconds a run, measured here
    {"ask": "forget"}                                     → drops the data of the case

One thread: the environment that starts this process says so to BLAS and OpenMP.
"""

import json
import sys
import time

import numpy as np

contenders = {}


def versions():
    found = {"python": sys.version.split()[0], "numpy": np.__version__}
    for name in ["scipy", "sklearn", "torch"]:
        try:
            found[name] = __import__(name).__version__
        except ImportError:
            pass
    try:
        from threadpoolctl import threadpool_info

        import scipy.linalg  # noqa: F401  (loads its BLAS)

        found["blas"] = ", ".join(
            sorted({f"{p['internal_api']} {p['version']} {p.get('architecture', '')} on {p['num_threads']} thread" for p in threadpool_info() if p["user_api"] == "blas"})
        )
    except ImportError:
        pass
    return found


def dtypes():
    return [("float64", np.float64), ("float32", np.float32)]


def losses(arrays, shape, loss_of):
    """PyTorch's cross-entropy on logits with its gradient, by autograd."""
    import torch

    torch.set_num_threads(1)
    for precision, dtype in dtypes():
        o = torch.from_numpy(arrays["logits"].reshape(shape).astype(dtype)).requires_grad_(True)

        def run(o=o):
            loss = loss_of(torch, o)
            (gradient,) = torch.autograd.grad(loss, o)
            return loss, gradient

        yield f"PyTorch {precision}", precision, run, lambda r: (r[0].item(), r[1].numpy())


def softmax(sizes, arrays):
    import torch

    y = torch.from_numpy(arrays["labels"].astype(np.int64))
    yield from losses(
        arrays,
        (sizes["rows"], sizes["classes"]),
        lambda torch, o: torch.nn.functional.cross_entropy(o, y, reduction="sum"),
    )


def binary(sizes, arrays):
    import torch

    y = torch.from_numpy(arrays["labels"])
    y32 = y.float()
    yield from losses(
        arrays,
        (sizes["rows"],),
        lambda torch, o: torch.nn.functional.binary_cross_entropy_with_logits(
            o, y if o.dtype == torch.float64 else y32, reduction="sum"
        ),
    )


def fused(sizes, arrays):
    from sklearn._loss.loss import HalfBinomialLoss
    from sklearn.linear_model._linear_loss import LinearModelLoss

    X = arrays["X"].reshape(sizes["rows"], sizes["cols"])
    y = arrays["y"]
    coefficients = np.concatenate([arrays["w"], arrays["b"]])
    loss = LinearModelLoss(HalfBinomialLoss(), fit_intercept=True)

    def run():
        return loss.loss_gradient(coefficients, X, y, n_threads=1)

    # Older versions return sums over the rows, newer ones means.
    value, _ = run()
    rows = X[: min(1000, len(y))]
    head, _ = loss.loss_gradient(coefficients, rows, y[: len(rows)], n_threads=1)
    means = head < 0.05 * len(rows)
    factor = len(y) if means else 1
    yield "scikit-learn LinearModelLoss", "float64", run, lambda r: (factor * r[0], factor * r[1])


def gram(sizes, arrays):
    from scipy.linalg.blas import dsyrk, ssyrk

    X64 = arrays["X"].reshape(sizes["rows"], sizes["cols"])
    d64 = arrays["d"]
    for precision, dtype in dtypes():
        X, d = X64.astype(dtype), d64.astype(dtype)
        yield f"NumPy (X.T*d) @ X, {precision}", precision, lambda X=X, d=d: (X.T * d) @ X, lambda r: (None, r)

        def symmetric(X=X, d=d, syrk=dsyrk if dtype == np.float64 else ssyrk):
            # X.T is column-major, as BLAS wants it; d ≥ 0 here.
            return syrk(1.0, (X * np.sqrt(d)[:, None]).T)

        yield (
            f"SciPy {'d' if dtype == np.float64 else 's'}syrk",
            precision,
            symmetric,
            lambda r: (None, r + np.tril(r.T, -1)),
        )


def sparse(sizes, arrays):
    from scipy.sparse import csr_matrix

    S = csr_matrix(
        (arrays["values"], arrays["columns"].astype(np.int32), arrays["rowStart"].astype(np.int32)),
        shape=(sizes["rows"], sizes["cols"]),
    )
    x = arrays["x"]
    matrix = S.T if sizes["transposed"] else S
    yield "SciPy", "float64", lambda: matrix @ x, lambda r: (None, r)


def exponential(sizes, arrays):
    x = arrays["x"]
    out = np.empty_like(x)
    yield "NumPy", "float64", lambda: np.exp(x, out=out), lambda r: (None, r)


def product(sizes, arrays):
    A = arrays["A"].reshape(sizes["rows"], sizes["cols"])
    B = arrays["B"].reshape(-1, sizes["width"])
    if sizes["width"] == 1:
        B = B.ravel()
    run = (lambda: A.T @ B) if sizes["transposed"] else (lambda: A @ B)
    yield "NumPy", "float64", run, lambda r: (None, r)


CASES = {f.__name__: f for f in [softmax, binary, fused, gram, sparse, exponential, product]}


def answer(request):
    ask = request["ask"]
    if ask == "versions":
        return versions()
    if ask == "forget":
        contenders.clear()
        return None
    if ask == "prepare":
        arrays = {name: np.fromfile(path, dtype) for name, (path, dtype) in request["arrays"].items()}
        contenders.clear()
        for name, precision, run, outcome in CASES[request["case"]](request["sizes"], arrays):
            contenders[name] = (run, outcome, precision)
        return [[name, precision] for name, (_, _, precision) in contenders.items()]
    run, outcome, _ = contenders[request["contender"]]
    if ask == "outcome":
        value, vector = outcome(run())
        np.ascontiguousarray(vector, dtype=np.float64).tofile(request["path"])
        return {"value": None if value is None else float(value)}
    if ask == "sample":
        begin = time.perf_counter()
        for _ in range(request["repeats"]):
            run()
        return (time.perf_counter() - begin) * 1000 / request["repeats"]
    raise ValueError(f"unknown request {ask}")


for line in sys.stdin:
    try:
        reply = {"answer": answer(json.loads(line))}
    except Exception as error:  # the other side prints it
        reply = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(reply), flush=True)
