/**
 * {@code plan-sweep}: called on a schedule, once a connection; decides what is to be read and queues it. Planning the
 * same sweep twice queues the same work twice, which its receivers notice.
 */
@NullMarked
package io.grantkeeper.functions.plansweep;

import org.jspecify.annotations.NullMarked;
