/** The command line: {@code grantkeeper}. */
@NullMarked
package io.grantkeeper.local.cli;

import org.jspecify.annotations.NullMarked;
