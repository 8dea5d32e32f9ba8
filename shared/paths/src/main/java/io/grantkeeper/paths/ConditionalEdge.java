package io.grantkeeper.paths;

/** An edge that exists only if the condition stated in its reason is met. */
record ConditionalEdge(int from, int to, int cost, int grant, EdgeReason fact) {}
