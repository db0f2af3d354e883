"""What is heard: recordings are read, levelled, and put beside pictures that are encoded."""
