/**
 * Tells the people who answer for an identity what has changed about it: whom to ask, what to say in plain words, and
 * how to reach them once. Knows the stores' ports and the channels, and neither AWS nor Spring.
 */
@NullMarked
package io.grantkeeper.alerts;

import org.jspecify.annotations.NullMarked;
