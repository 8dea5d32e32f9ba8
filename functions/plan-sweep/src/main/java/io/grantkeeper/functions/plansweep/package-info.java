/**
 * The function {@code plan-sweep}: the schedule invokes it for each connection. It decides what to read and queues the
 * work. Planning a sweep twice queues its work twice, which the functions that receive the work recognize.
 */
@NullMarked
package io.grantkeeper.functions.plansweep;

import org.jspecify.annotations.NullMarked;
