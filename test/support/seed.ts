import fc from "fast-check";

/*
 * Property tests try the same inputs in every run, so that a change is judged by what it changes. KEYWARD_SEED=<number> tries others.
 */
fc.configureGlobal({ seed: Number(process.env["KEYWARD_SEED"] ?? 20261121) });
