/**
 * The simulated company: its people, its two tenants, and the days that change them.
 * Everything is in memory, thread-safe, and the same for the same seed.
 */
@NullMarked
package io.grantkeeper.simulator.company;

import org.jspecify.annotations.NullMarked;
