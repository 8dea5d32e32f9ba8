/**
 * The verbs that read and write JSON lines. Each input line, whatever it contains, results in one output line. This
 * package only defines the wire format; the interpretation of permissions is in the parent package.
 */
@NullMarked
package io.grantkeeper.permissions.explain;

import org.jspecify.annotations.NullMarked;
