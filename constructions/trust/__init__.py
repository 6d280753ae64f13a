"""Exact answers to problems of the LASSO class and linear programs, and how far their data may move (T).

Problems:      `problem_files`, `table_files`, `mps_files`, `posed` read them, `fitted_models` and `scaled_tables` take
               them from scikit-learn, `digits` says what printed decimals mean
Regressions:   `regressions` states one and a box around its data; `active_sets` finds the exact minimiser, or two;
               `regression_trust` certifies that its support is the same in the whole box, or finds two answers there
Programs:      the same in `programs`, `bases`, `program_trust`; `program_values` bounds the least cost over a box
Roots:         `roots`, with `pieces`, finds the minimisers of P1 and P3, which have a root in them
Barriers:      `deciding` builds the families on which no algorithm names the support, or decides trust

`estimates` and `program_estimates` propose in floats; rationals decide.  Claims no result itself.
"""
