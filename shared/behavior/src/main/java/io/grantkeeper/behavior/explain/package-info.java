/** The JSON Lines input and output of {@code grantkeeper explain activity}. */
@NullMarked
package io.grantkeeper.behavior.explain;

import org.jspecify.annotations.NullMarked;
