/** The {@code explain path} command: reads one tenant per input line and writes one answer per output line. */
@NullMarked
package io.grantkeeper.paths.explain;

import org.jspecify.annotations.NullMarked;
