/**
 * Derives typed findings from changes to an identity, and the identity's summary from all of its rows. All code in this
 * package is pure: a rule receives all of its input as parameters, and nothing is read or written.
 */
@NullMarked
package io.grantkeeper.detection;

import org.jspecify.annotations.NullMarked;
