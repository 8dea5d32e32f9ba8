/** The {@code explain path} command: a tenant per input line, an answer per output line. */
@NullMarked
package io.grantkeeper.paths.explain;

import org.jspecify.annotations.NullMarked;
