/**
 * The messages that functions send to each other, and the port that transports them. Delivery is at least once and
 * unordered, and every receiver tolerates that.
 */
@NullMarked
package io.grantkeeper.identity.work;

import org.jspecify.annotations.NullMarked;
