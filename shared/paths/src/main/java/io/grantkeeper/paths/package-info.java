/**
 * Finds where access leads. Facts about a tenant become a graph of identities, people, places and credentials. Rules,
 * each with a source, state which permission opens which edge. The graph shows who reaches tier zero and by which
 * shortest path, which nodes all paths pass through, and which grants to revoke.
 */
@NullMarked
package io.grantkeeper.paths;

import org.jspecify.annotations.NullMarked;
