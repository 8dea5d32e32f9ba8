/**
 * The verbs that speak JSON lines: one line in, one line out, whatever the line holds. They add nothing to the meaning
 * of permissions but its form on the wire.
 */
@NullMarked
package io.grantkeeper.permissions.explain;

import org.jspecify.annotations.NullMarked;
