/**
 * Finds where access leads. Facts about a tenant become a graph of identities, people, places and credentials; rules
 * with a source each state which permission opens which edge. The graph answers who reaches tier zero, by which
 * shortest path, which nodes all paths pass, and which grants to revoke.
 */
@NullMarked
package io.grantkeeper.paths;

import org.jspecify.annotations.NullMarked;
