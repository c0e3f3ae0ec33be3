"""Python's side of `npm run bench -- --python`: python fits.py FOLDER SOLVER THREADS.

Reads the problem that apps/bench/src/fits/problem-files.ts wrote, then answers lines of JSON:

    {"ask": "load"}                                      → {"ok": true, "versions": {…}}
    {"ask": "fit", "tolerance": t, "repeats": n, "path": …} → {"ms": milliseconds of one fit}, coefficients in the file
    {"ask": "memory"}                                    → {"before": MB before the first fit, "peak": MB}
    {"ask": "predict", "coefficients": …, "single": one row or all, "repeats": n, "path": …} → {"ms": milliseconds of one call}

`predict` is that of scikit-learn with W and b from a file; the first row's probabilities go to `path`.

The bench minimises J = Σ ℓ + (l2/2)‖W‖² + l1‖W‖₁. Where a program takes the mean of ℓ, penalties are
divided by the number of rows; C of scikit-learn is 1/(l1 + l2).
"""

import ctypes
import json
import os
import resource
import sys
import time
import warnings

import numpy as np

warnings.simplefilter("ignore")
folder, solver, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])


def array(name, dtype):
    return np.fromfile(os.path.join(folder, name), dtype)


def load():
    meta = json.load(open(os.path.join(folder, "meta.json")))
    y = array("y.f64", "<f8").astype(np.int64)
    if meta["kind"] == "csr":
        import scipy.sparse as sp

        parts = (array("values.f64", "<f8"), array("columns.u32", "<u4").astype(np.int32), array("rowStart.u32", "<u4").astype(np.int32))
        X = sp.csr_matrix(parts, shape=(meta["rows"], meta["cols"]))
    else:
        X = array("X.f64", "<f8").reshape(meta["rows"], meta["cols"])
    return meta, X, y


def sklearn_fits(name):
    """One estimator, with warm starts along a path where the solver has them."""
    from sklearn.linear_model import LogisticRegression

    dual = name == "liblinear-dual"
    algorithm = "liblinear" if dual else name

    def fit(meta, X, y, tolerance):
        model = LogisticRegression(solver=algorithm, tol=tolerance, max_iter=200000, random_state=0, warm_start=len(meta["penalties"]) > 1, dual=dual)
        for penalty in meta["penalties"]:
            total = penalty["l1"] + penalty["l2"]
            model.set_params(C=np.inf if total == 0 else 1 / total, l1_ratio=penalty["l1"] / total if total else 0.0)
            model.fit(X, y)
            yield model.coef_.copy(), model.intercept_.copy()

    return lambda meta, X, y: (lambda tolerance: list(fit(meta, X, y, tolerance)))


def torch_lbfgs(meta, X, y):
    import torch

    torch.set_num_threads(threads)
    A = torch.from_numpy(X)
    K = 1 if meta["classes"] == 2 else meta["classes"]
    t = torch.from_numpy(y.astype(np.float64) if K == 1 else y)
    l2 = meta["penalties"][0]["l2"] / len(y)
    F = torch.nn.functional

    def fit(tolerance):
        W = torch.zeros(X.shape[1], K, dtype=torch.float64, requires_grad=True)
        b = torch.zeros(K, dtype=torch.float64, requires_grad=True)
        method = torch.optim.LBFGS([W, b], max_iter=20000, max_eval=40000, tolerance_grad=tolerance, tolerance_change=0, history_size=10, line_search_fn="strong_wolfe")

        def closure():
            method.zero_grad(set_to_none=True)
            o = A @ W + b
            loss = F.binary_cross_entropy_with_logits(o[:, 0], t) if K == 1 else F.cross_entropy(o, t)
            loss = loss + 0.5 * l2 * (W * W).sum()
            loss.backward()
            return loss

        method.step(closure)
        return [(W.detach().numpy().T, b.detach().numpy())]

    return fit


def optax_lbfgs(meta, X, y):
    """L-BFGS of optax, the whole loop compiled by XLA before anything is timed."""
    import jax

    jax.config.update("jax_enable_x64", True)
    import jax.numpy as jnp
    import optax

    K = 1 if meta["classes"] == 2 else meta["classes"]
    l2 = meta["penalties"][0]["l2"] / len(y)
    A, t = jnp.asarray(X), jnp.asarray(y)

    def objective(q, A, t):
        W, b = q
        o = A @ W + b
        if K == 1:
            loss = (jnp.logaddexp(0, o[:, 0]) - t * o[:, 0]).mean()
        else:
            loss = (jax.nn.logsumexp(o, axis=1) - jnp.take_along_axis(o, t[:, None], 1)[:, 0]).mean()
        return loss + 0.5 * l2 * (W * W).sum()

    method = optax.lbfgs(memory_size=10)

    def solve(A, t, tolerance):
        f = lambda q: objective(q, A, t)
        value_and_grad = optax.value_and_grad_from_state(f)
        start = (jnp.zeros((X.shape[1], K)), jnp.zeros(K))

        def body(carry):
            q, state, step, _ = carry
            value, g = value_and_grad(q, state=state)
            update, state = method.update(g, state, q, value=value, grad=g, value_fn=f)
            return optax.apply_updates(q, update), state, step + 1, jnp.maximum(jnp.abs(g[0]).max(), jnp.abs(g[1]).max())

        going = lambda carry: (carry[3] > tolerance) & (carry[2] < 3000)
        return jax.lax.while_loop(going, body, (start, method.init(start), 0, jnp.inf))

    compiled = jax.jit(solve).lower(A, t, 1e-3).compile()

    def fit(tolerance):
        q = compiled(A, t, tolerance)[0]
        q[0].block_until_ready()
        return [(np.asarray(q[0]).T, np.asarray(q[1]))]

    return fit


def statsmodels_newton(meta, X, y):
    import statsmodels.api as sm

    A = np.hstack([X, np.ones((X.shape[0], 1))])

    def fit(tolerance):
        params = sm.Logit(y, A).fit(method="newton", disp=0, tol=tolerance, maxiter=200).params
        return [(params[None, :-1], params[-1:])]

    return fit


class Node(ctypes.Structure):
    _fields_ = [("index", ctypes.c_int), ("value", ctypes.c_double)]


class LiblinearProblem(ctypes.Structure):
    _fields_ = [("rows", ctypes.c_int), ("cols", ctypes.c_int), ("y", ctypes.c_void_p), ("x", ctypes.c_void_p), ("bias", ctypes.c_double)]


class LiblinearParameter(ctypes.Structure):
    _fields_ = [("kind", ctypes.c_int), ("eps", ctypes.c_double), ("C", ctypes.c_double), ("weights", ctypes.c_int), ("labels", ctypes.c_void_p), ("weight", ctypes.c_void_p), ("p", ctypes.c_double), ("start", ctypes.c_void_p)]


class LiblinearModel(ctypes.Structure):
    _fields_ = [("parameter", LiblinearParameter), ("classes", ctypes.c_int), ("cols", ctypes.c_int), ("w", ctypes.POINTER(ctypes.c_double)), ("label", ctypes.POINTER(ctypes.c_int)), ("bias", ctypes.c_double)]


def liblinear(kind):
    """LIBLINEAR's own library; its lists of nodes are made before anything is timed."""

    def prepare(meta, X, y):
        import scipy.sparse as sp

        library = ctypes.CDLL("liblinear.so.4")
        library.train.restype = ctypes.POINTER(LiblinearModel)
        quiet = ctypes.CFUNCTYPE(None, ctypes.c_char_p)(lambda text: None)
        library.set_print_string_function(quiet)
        C = sp.csr_matrix(X)
        n, p = C.shape
        length = np.diff(C.indptr)
        node = np.dtype({"names": ["index", "value"], "formats": ["<i4", "<f8"], "offsets": [0, 8], "itemsize": 16})
        # After the entries of a row come the intercept's and the end mark.
        start = np.concatenate([[0], np.cumsum(length + 2)])
        nodes = np.zeros(start[-1], node)
        at = np.arange(C.nnz) + 2 * np.repeat(np.arange(n), length)
        nodes["index"][at], nodes["value"][at] = C.indices + 1, C.data
        nodes["index"][start[1:] - 2], nodes["value"][start[1:] - 2] = p + 1, 1.0
        nodes["index"][start[1:] - 1] = -1
        pointers = (nodes.ctypes.data + start[:-1] * 16).astype(np.uint64)
        signs = np.where(y == 1, 1.0, -1.0)
        penalty = meta["penalties"][0]

        def fit(tolerance, keep=(quiet, nodes)):
            problem = LiblinearProblem(n, p + 1, signs.ctypes.data, pointers.ctypes.data, 1.0)
            parameter = LiblinearParameter(kind, tolerance, 1 / (penalty["l1"] + penalty["l2"]), 0, None, None, 0.1, None)
            model = library.train(ctypes.byref(problem), ctypes.byref(parameter))
            w = np.ctypeslib.as_array(model.contents.w, (p + 1,)) * (1.0 if model.contents.label[0] == 1 else -1.0)
            library.free_and_destroy_model(ctypes.byref(model))
            return [(w[None, :-1], w[-1:])]

        return fit

    return prepare


def predictor(meta, coefficients):
    from sklearn.linear_model import LogisticRegression

    K, cols = (1 if meta["classes"] == 2 else meta["classes"]), meta["cols"]
    model = LogisticRegression()
    numbers = np.fromfile(coefficients, "<f8")
    model.coef_, model.intercept_ = numbers[: K * cols].reshape(K, cols), numbers[K * cols :]
    model.classes_, model.n_features_in_ = np.arange(meta["classes"]), cols
    return model.predict_proba


SOLVERS = {
    **{f"sklearn-{name}": sklearn_fits(name) for name in ["lbfgs", "newton-cg", "newton-cholesky", "sag", "saga", "liblinear", "liblinear-dual"]},
    "liblinear-primal": liblinear(0),
    "liblinear-dual": liblinear(7),
    "liblinear-l1": liblinear(6),
    "torch-lbfgs": torch_lbfgs,
    "optax-lbfgs": optax_lbfgs,
    "statsmodels-newton": statsmodels_newton,
}


def resident():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def versions():
    found = {"python": sys.version.split()[0]}
    for name in ["numpy", "scipy", "sklearn", "torch", "jax", "optax", "statsmodels"]:
        if name in sys.modules:
            found[name] = getattr(sys.modules[name], "__version__", "?")
    return found


fit = before = problem = None


def answer(request):
    global fit, before, problem
    if request["ask"] == "load":
        problem = load()
        fit = SOLVERS[solver](*problem)
        before = resident()
        return {"ok": True, "versions": versions()}
    if request["ask"] == "memory":
        return {"before": before, "peak": resident()}
    if request["ask"] == "predict":
        predict_proba = predictor(problem[0], request["coefficients"])
        X = problem[1][:1] if request["single"] else problem[1]
        begin = time.perf_counter()
        for _ in range(request["repeats"]):
            found = predict_proba(X)
        ms = (time.perf_counter() - begin) * 1000 / request["repeats"]
        found[0].astype("<f8").tofile(request["path"])
        return {"ms": ms}
    begin = time.perf_counter()
    for _ in range(request["repeats"]):
        found = fit(request["tolerance"])
    ms = (time.perf_counter() - begin) * 1000 / request["repeats"]
    parts = [np.ravel(np.asarray(part, dtype="<f8")) for pair in found for part in pair]
    np.concatenate(parts).tofile(request["path"])
    return {"ms": ms}


for line in sys.stdin:
    try:
        reply = answer(json.loads(line))
    except Exception as error:
        reply = {"error": f"{type(error).__name__}: {error}".splitlines()[0]}
    print(json.dumps(reply), flush=True)
