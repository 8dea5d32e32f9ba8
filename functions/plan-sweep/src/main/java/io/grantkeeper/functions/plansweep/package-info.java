/**
 * The function {@code plan-sweep}, which the schedule invokes for each connection: decides what to read and queues the
 * work. If a sweep is planned twice, its work is queued twice, and the functions that receive the work skip the
 * duplicates.
 */
@NullMarked
package io.grantkeeper.functions.plansweep;

import org.jspecify.annotations.NullMarked;
