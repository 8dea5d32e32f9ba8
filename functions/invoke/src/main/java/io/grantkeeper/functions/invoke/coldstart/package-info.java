/** {@code scripts/bench cold-start}: functions, baselines and variants started in turn, pinned to one CPU. */
@NullMarked
package io.grantkeeper.functions.invoke.coldstart;

import org.jspecify.annotations.NullMarked;
