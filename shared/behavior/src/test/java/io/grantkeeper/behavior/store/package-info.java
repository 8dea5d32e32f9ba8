/** Tests of the stored state of behavior. */
@NullMarked
package io.grantkeeper.behavior.store;

import org.jspecify.annotations.NullMarked;
