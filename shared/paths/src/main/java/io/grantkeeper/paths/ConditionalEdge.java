package io.grantkeeper.paths;

/** An edge that exists only under the condition that its fact states. */
record ConditionalEdge(int from, int to, int cost, int grant, EdgeReason fact) {}
