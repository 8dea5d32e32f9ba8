/** Tests of the lines that {@code explain activity} reads and writes. */
@NullMarked
package io.grantkeeper.behavior.explain;

import org.jspecify.annotations.NullMarked;
