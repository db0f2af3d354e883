"""Published numbers of well-known networks.

FIELDS and LAYERS: size, effective stride and effective padding from the tables that Araujo, Norris
and Sim publish with "Computing receptive fields of convolutional neural networks", Distill 2019
(google-research/receptive_field: README.md and RECEPTIVE_FIELD_TABLE.md), at an input of 224
unless another is named.

PARAMETERS: torchvision's model pages (its `num_params`); mobilenet_v1 from its paper's 4.2 million
and Keras' trainable count; efficientnet_lite0, inception_v4 and inception_resnet_v2 as the timm
library counts them, the last two with the batch-norm factors that TF-slim leaves out.

GIGA_MULTIPLY_ADDS: torchvision's model pages (`_ops`), two digits after the point.
"""

Row = tuple[int, int, int]

FIELDS: dict[tuple[str, str, int], Row] = {
    ("alexnet_v2", "pool5", 224): (195, 32, 64),
    ("vgg_16", "pool5", 224): (212, 32, 90),
    ("vgg11", "pool5", 224): (150, 32, 59),
    ("inception_v2", "Mixed_5c", 224): (699, 32, 318),
    ("inception_v2", "Mixed_5c", 321): (699, 32, 349),
    ("inception_v3", "Mixed_7c", 224): (1311, 32, 618),
    ("inception_v3", "Mixed_7c", 321): (1311, 32, 618),
    ("inception_v4", "Mixed_7d", 224): (2071, 32, 998),
    ("inception_v4", "Mixed_7d", 321): (2071, 32, 998),
    ("inception_resnet_v2", "Conv2d_7b_1x1", 224): (3039, 32, 1482),
    ("mobilenet_v1", "Conv2d_13_pointwise", 224): (315, 32, 126),
    ("mobilenet_v1", "Conv2d_13_pointwise", 321): (315, 32, 157),
    ("resnet_v1_50", "block4", 224): (483, 32, 239),
    ("resnet_v1_50", "block4", 321): (483, 32, 241),
    ("resnet_v1_101", "block4", 224): (1027, 32, 511),
    ("resnet_v1_101", "block4", 321): (1027, 32, 513),
    ("resnet_v1_152", "block4", 224): (1507, 32, 751),
    ("resnet_v1_152", "block4", 321): (1507, 32, 753),
}

LAYERS: dict[tuple[str, int], dict[str, Row]] = {
    ("alexnet_v2", 224): {
        "conv1": (11, 4, 0),
        "pool1": (19, 8, 0),
        "conv2": (51, 8, 16),
        "conv3": (99, 16, 32),
        "conv4": (131, 16, 48),
        "conv5": (163, 16, 64),
        "pool5": (195, 32, 64),
    },
    ("vgg_16", 224): {
        "conv1/conv1_1": (3, 1, 1),
        "pool1": (6, 2, 2),
        "conv2/conv2_1": (10, 2, 4),
        "pool2": (16, 4, 6),
        "conv3/conv3_1": (24, 4, 10),
        "conv3/conv3_2": (32, 4, 14),
        "pool3": (44, 8, 18),
        "conv4/conv4_1": (60, 8, 26),
        "conv4/conv4_2": (76, 8, 34),
        "pool4": (100, 16, 42),
        "conv5/conv5_1": (132, 16, 58),
        "conv5/conv5_2": (164, 16, 74),
        "pool5": (212, 32, 90),
    },
    ("inception_v2", 224): {
        "Conv2d_1a_7x7": (7, 2, 2),
        "MaxPool_2a_3x3": (11, 4, 2),
        "Conv2d_2b_1x1": (11, 4, 2),
        "Conv2d_2c_3x3": (19, 4, 6),
        "MaxPool_3a_3x3": (27, 8, 6),
        "Mixed_3b": (59, 8, 22),
        "Mixed_3c": (91, 8, 38),
        "Mixed_4a": (123, 16, 46),
        "Mixed_4b": (187, 16, 78),
        "Mixed_4c": (251, 16, 110),
        "Mixed_4d": (315, 16, 142),
        "Mixed_4e": (379, 16, 174),
        "Mixed_5a": (443, 32, 190),
        "Mixed_5b": (571, 32, 254),
    },
    ("inception_v2", 321): {
        "Conv2d_1a_7x7": (7, 2, 3),
        "MaxPool_2a_3x3": (11, 4, 5),
        "Conv2d_2c_3x3": (19, 4, 9),
        "MaxPool_3a_3x3": (27, 8, 13),
        "Mixed_4a": (123, 16, 61),
        "Mixed_5a": (443, 32, 221),
    },
    ("inception_v3", 224): {
        "Conv2d_1a_3x3": (3, 2, 0),
        "Conv2d_2a_3x3": (7, 2, 0),
        "Conv2d_2b_3x3": (11, 2, 2),
        "MaxPool_3a_3x3": (15, 4, 2),
        "Conv2d_4a_3x3": (23, 4, 2),
        "MaxPool_5a_3x3": (31, 8, 2),
        "Mixed_5b": (63, 8, 18),
        "Mixed_5c": (95, 8, 34),
        "Mixed_5d": (127, 8, 50),
        "Mixed_6a": (159, 16, 58),
        "Mixed_6b": (351, 16, 154),
        "Mixed_6c": (543, 16, 250),
        "Mixed_6d": (735, 16, 346),
        "Mixed_6e": (927, 16, 442),
        "Mixed_7a": (1055, 32, 490),
        "Mixed_7b": (1183, 32, 554),
    },
    ("inception_v4", 224): {
        "Mixed_3a": (15, 4, 2),
        "Mixed_4a": (47, 4, 14),
        "Mixed_5a": (55, 8, 14),
        "Mixed_5e": (183, 8, 78),
        "Mixed_6a": (215, 16, 86),
        "Mixed_6b": (407, 16, 182),
        "Mixed_6h": (1559, 16, 758),
        "Mixed_7a": (1687, 32, 806),
        "Mixed_7c": (1943, 32, 934),
    },
    ("inception_resnet_v2", 224): {
        "MaxPool_5a_3x3": (31, 8, 2),
        "Mixed_5b": (63, 8, 18),
        "Mixed_6a": (415, 16, 186),
        "PreAuxLogits": (2335, 16, 1146),
        "Mixed_7a": (2399, 32, 1162),
    },
    ("mobilenet_v1", 224): {
        "Conv2d_0": (3, 2, 0),
        "Conv2d_1_pointwise": (7, 2, 2),
        "Conv2d_2_pointwise": (11, 4, 2),
        "Conv2d_3_pointwise": (19, 4, 6),
        "Conv2d_4_pointwise": (27, 8, 6),
        "Conv2d_5_pointwise": (43, 8, 14),
        "Conv2d_6_pointwise": (59, 16, 14),
        "Conv2d_7_pointwise": (91, 16, 30),
        "Conv2d_11_pointwise": (219, 16, 94),
        "Conv2d_12_pointwise": (251, 32, 94),
    },
    ("resnet_v1_50", 224): {
        "block1": (35, 8, 15),
        "block2": (99, 16, 47),
        "block3": (291, 32, 143),
    },
    ("resnet_v1_50", 321): {
        "block1": (35, 8, 17),
        "block2": (99, 16, 49),
        "block3": (291, 32, 145),
    },
    ("resnet_v1_101", 224): {"block2": (99, 16, 47), "block3": (835, 32, 415)},
    ("resnet_v1_152", 224): {"block2": (163, 16, 79), "block3": (1315, 32, 655)},
}

PARAMETERS = {
    "alexnet": 61_100_840,
    "vgg11": 132_863_336,
    "vgg13": 133_047_848,
    "vgg16": 138_357_544,
    "vgg19": 143_667_240,
    "vgg_16": 138_357_544,
    "googlenet": 6_624_904,
    "inception_v3": 23_834_568,
    "resnet18": 11_689_512,
    "resnet34": 21_797_672,
    "resnet50": 25_557_032,
    "resnet101": 44_549_160,
    "resnet152": 60_192_808,
    "squeezenet1_0": 1_248_424,
    "squeezenet1_1": 1_235_496,
    "densenet121": 7_978_856,
    "mobilenet_v1": 4_231_976,
    "mobilenet_v2": 3_504_872,
    "efficientnet_b0": 5_288_548,
    "efficientnet_lite0": 4_652_008,
    "convnext_tiny": 28_589_128,
}

WITH_NORM_FACTORS = {"inception_v4": 42_679_816, "inception_resnet_v2": 55_843_464}

GIGA_MULTIPLY_ADDS = {
    "alexnet": 0.71,
    "vgg11": 7.61,
    "vgg13": 11.31,
    "vgg16": 15.47,
    "vgg19": 19.63,
    "googlenet": 1.50,
    "inception_v3": 5.71,
    "resnet18": 1.81,
    "resnet34": 3.66,
    "resnet50": 4.09,
    "resnet101": 7.80,
    "resnet152": 11.51,
    "squeezenet1_0": 0.82,
    "squeezenet1_1": 0.35,
    "densenet121": 2.83,
    "mobilenet_v2": 0.30,
    "efficientnet_b0": 0.39,
    "convnext_tiny": 4.46,
}
