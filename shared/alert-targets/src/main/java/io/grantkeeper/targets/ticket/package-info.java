/** The stored state of tickets, each for one finding in one target. */
@NullMarked
package io.grantkeeper.targets.ticket;

import org.jspecify.annotations.NullMarked;
