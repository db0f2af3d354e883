"""What the units of a trained network respond to, from edges to objects.

A `Trained` network looks at a photo; what it sees is a `Sight`, with the maps of every depth worth
showing. From one sight or several follow the strongest patches of a unit, the units that tell most
about the photos, and the path from one of them back to an edge.

>>> import numpy as np
>>> from pooling.trained import Trained
>>> from pooling.weights import random_weights
>>> from pooling.zoomnet import zoomnet
>>> rng = np.random.default_rng(0)
>>> trained = Trained(zoomnet(5), random_weights(zoomnet(5), rng))
>>> [depth.layer for depth in depths(trained.network)]
['conv1.relu', 'conv2_2.relu', 'conv3_2.relu', 'conv4_2.relu']
>>> sight = see(trained, rng.random((96, 128, 3)))
>>> sight.maps["conv4_2.relu"].shape
(160, 16, 21)
>>> (patch,) = strongest(trained, [sight], "conv4_2.relu", unit=3, count=1)
>>> patch.box.height, patch.box.width
(70, 70)
"""

from pooling.hierarchy.collector import Strongest
from pooling.hierarchy.depths import Depth, depths
from pooling.hierarchy.guess import Guess, guess
from pooling.hierarchy.kernels import first_kernels
from pooling.hierarchy.patches import Patch, strongest
from pooling.hierarchy.path import Step, evidence, trace_back
from pooling.hierarchy.ranks import Standard, rank, standard
from pooling.hierarchy.sight import WORKING_SIZE, Sight, cut_out, see, working_size
from pooling.hierarchy.units import telling_units

__all__ = [
    "WORKING_SIZE",
    "Depth",
    "Guess",
    "Patch",
    "Sight",
    "Standard",
    "Step",
    "Strongest",
    "cut_out",
    "depths",
    "evidence",
    "first_kernels",
    "guess",
    "rank",
    "see",
    "standard",
    "strongest",
    "telling_units",
    "trace_back",
    "working_size",
]
