/**
 * The messages that functions hand to each other, and the port that carries them. Delivery is at least once and
 * unordered; every receiver copes.
 */
@NullMarked
package io.grantkeeper.identity.work;

import org.jspecify.annotations.NullMarked;
