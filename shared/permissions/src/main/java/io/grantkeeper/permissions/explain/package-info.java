/**
 * The commands that read and write JSON lines. Every input line, even an invalid one, results in one output line. This
 * package only defines the wire format; the parent package interprets permissions.
 */
@NullMarked
package io.grantkeeper.permissions.explain;

import org.jspecify.annotations.NullMarked;
