package io.grantkeeper.paths;

/** An edge that exists only if the condition of its fact is true. */
record PossibleEdge(int from, int to, int cost, int grant, EdgeFact fact) {}
