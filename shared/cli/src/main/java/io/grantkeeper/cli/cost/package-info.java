/**
 * Estimates the monthly cost of an installation from measured quantities and prices. The quantities are stored with the
 * command that measured them, and the prices with their region and date.
 */
@NullMarked
package io.grantkeeper.cli.cost;

import org.jspecify.annotations.NullMarked;
