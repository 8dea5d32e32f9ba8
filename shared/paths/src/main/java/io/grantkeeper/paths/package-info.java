/**
 * Determines what existing access gives control of, directly or through further steps. Facts about a tenant become a
 * graph of identities, people, places and credentials. Rules, each with a source, state which edges a permission adds.
 * The graph shows who reaches tier zero and by which shortest path, which nodes all paths pass through, and which
 * grants to revoke.
 */
@NullMarked
package io.grantkeeper.paths;

import org.jspecify.annotations.NullMarked;
