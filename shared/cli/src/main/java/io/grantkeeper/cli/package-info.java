/** The {@code grantkeeper} command line. */
@NullMarked
package io.grantkeeper.cli;

import org.jspecify.annotations.NullMarked;
