/**
 * A double of Anthropic's Admin and Compliance APIs for one organization: two paging styles, keys without a last-use
 * date, delayed activities, and usage in time buckets.
 */
@NullMarked
package io.grantkeeper.simulator.anthropic;

import org.jspecify.annotations.NullMarked;
