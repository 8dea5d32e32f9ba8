/**
 * The function {@code watch-activity}: follows the DynamoDB stream of Grantkeeper's table, compares activities with
 * profiles, writes findings about unusual activities, and groups findings into incidents with one alert each.
 */
@NullMarked
package io.grantkeeper.functions.watchactivity;

import org.jspecify.annotations.NullMarked;
