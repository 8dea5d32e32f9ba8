/** Benchmarks of paths to tier zero, compared with JGraphT on the same graph in the same run. */
@NullMarked
package io.grantkeeper.benchmarks.paths;

import org.jspecify.annotations.NullMarked;
