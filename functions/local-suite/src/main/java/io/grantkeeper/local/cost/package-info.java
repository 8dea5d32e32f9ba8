/**
 * What an installation costs a month: quantities that were measured, kept as data with the command that measured them,
 * times prices, kept as data with their region and date.
 */
@NullMarked
package io.grantkeeper.local.cost;

import org.jspecify.annotations.NullMarked;
