"""The lecture as a Jupyter notebook: import, print, plot, animate."""
