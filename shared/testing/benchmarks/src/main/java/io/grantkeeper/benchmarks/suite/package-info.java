/** Benchmarks of the functions on embedded infrastructure: consumed capacity, duration and heap. */
@NullMarked
package io.grantkeeper.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
