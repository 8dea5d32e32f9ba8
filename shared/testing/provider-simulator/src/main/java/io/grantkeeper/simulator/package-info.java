/**
 * Doubles of the vendors' APIs for one simulated company. To use them, start a simulator with {@code
 * ProviderSimulator.start(Company.demo())}, point a connector at its URLs, simulate a day, and compare what Grantkeeper
 * detected with what happened.
 */
@NullMarked
package io.grantkeeper.simulator;

import org.jspecify.annotations.NullMarked;
