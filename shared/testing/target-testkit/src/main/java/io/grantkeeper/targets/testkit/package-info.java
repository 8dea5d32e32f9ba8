/**
 * Doubles of the systems that receive alerts, with the vendors' documented formats and limits, and the contract for
 * alert targets.
 */
@NullMarked
package io.grantkeeper.targets.testkit;

import org.jspecify.annotations.NullMarked;
