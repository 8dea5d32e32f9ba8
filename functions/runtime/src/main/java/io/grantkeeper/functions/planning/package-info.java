/** Code that several functions share: plans which partitions of a stream a sweep reads. */
@NullMarked
package io.grantkeeper.functions.planning;

import org.jspecify.annotations.NullMarked;
