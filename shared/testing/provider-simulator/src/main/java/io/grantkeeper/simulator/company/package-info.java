/**
 * The simulated company: its people, its tenants, and the days on which they change. Everything is in memory,
 * thread-safe, and reproducible from the seed.
 */
@NullMarked
package io.grantkeeper.simulator.company;

import org.jspecify.annotations.NullMarked;
