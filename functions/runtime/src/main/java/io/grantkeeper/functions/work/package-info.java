/** The messages of the work queues, and rereads and sweeps, as several functions share them. */
@NullMarked
package io.grantkeeper.functions.work;

import org.jspecify.annotations.NullMarked;
