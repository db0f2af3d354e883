"""The figures of pooling_vs_strided, a panel or a figure to a file; `figure.py` names them."""
