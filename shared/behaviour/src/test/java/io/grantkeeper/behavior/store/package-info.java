/** Tests of what is stored about behavior. */
@NullMarked
package io.grantkeeper.behavior.store;

import org.jspecify.annotations.NullMarked;
