/**
 * Doubles of the vendors' APIs around one simulated company: start one with {@code Simulator.start(Company.demo())},
 * point a connector at its URLs, step a day, and compare what was found with what happened.
 */
@NullMarked
package io.grantkeeper.simulator;

import org.jspecify.annotations.NullMarked;
