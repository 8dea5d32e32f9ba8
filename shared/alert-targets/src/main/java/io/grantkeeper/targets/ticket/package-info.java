/** The stored state of the ticket of a finding in one target. */
@NullMarked
package io.grantkeeper.targets.ticket;

import org.jspecify.annotations.NullMarked;
