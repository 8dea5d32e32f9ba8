/** What several functions do with the queue of partitions to read. */
@NullMarked
package io.grantkeeper.functions.work;

import org.jspecify.annotations.NullMarked;
