/**
 * Answers as Anthropic's admin and compliance APIs would for one organisation: two ways of paging, keys that never tell
 * their last use, activities that come late, counting in buckets.
 */
@NullMarked
package io.grantkeeper.simulator.anthropic;

import org.jspecify.annotations.NullMarked;
